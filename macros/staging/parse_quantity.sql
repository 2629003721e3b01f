{# A quantity from text, written like an amount; negative where something came back. #}
{% macro parse_quantity(column) -%}
    {{ parse_amount(column) }}
{%- endmacro %}
