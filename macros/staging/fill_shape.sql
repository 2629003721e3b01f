{#
    The select list of a staged entity: every column of its shape, in order and
    typed; what is not named is null. A name that the shape does not have stops
    the run.
#}
{% macro fill_shape(entity, expressions) -%}
    {%- set shape = entity_shapes()[entity] -%}
    {%- for column in expressions if column not in shape -%}
        {%- do exceptions.raise_compiler_error("'" ~ entity ~ "' has no column '" ~ column ~ "'") -%}
    {%- endfor -%}
    select
        {%- for column, data_type in shape.items() %}
        cast({{ expressions.get(column, 'null') }} as {{ data_type }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
{%- endmacro %}
