{# Where a source's orders and carts are made: its `touchpoint` in `vars: sources`, else a shop. #}
{% macro source_touchpoint(source_name) -%}
    case
        {%- for name, settings in var('sources').items() if settings.get('touchpoint') %}
        when {{ source_name }} = '{{ name }}' then '{{ settings.touchpoint }}'
        {%- endfor %}
        when {{ source_name }} is not null then 'shop'
    end
{%- endmacro %}
