{# The probability, with 4 decimals, that a match weight in bits stands for. #}
{% macro probability_of(match_weight) -%}
    cast(1 / (1 + power(2, -cast({{ match_weight }} as double))) as decimal(5, 4))
{%- endmacro %}
