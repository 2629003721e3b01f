{#
    All rows of one entity, over every source in `vars: sources` that gives it,
    in the entity's shape; no rows at all where no source does.
#}
{% macro union_staged(entity) -%}
    {%- set shape = entity_shapes()[entity] -%}
    {%- set givers = [] -%}
    {%- for source_name, settings in var('sources').items() if entity in settings.entities -%}
        {%- do givers.append(source_name) -%}
    {%- endfor -%}
    {%- for source_name in givers %}
    select
        {%- for column, data_type in shape.items() %}
        cast({{ column }} as {{ data_type }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('stg_' ~ source_name ~ '__' ~ entity) }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        {%- for column, data_type in shape.items() %}
        cast(null as {{ data_type }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    where false
    {%- endfor %}
{%- endmacro %}
