{# An amount of a foreign currency in the business currency, with 4 decimal places. #}
{% macro convert_amount(amount, rate) -%}
    cast({{ amount }} * {{ rate }} as decimal(18, 4))
{%- endmacro %}
