{# A table of all whole numbers between two, both included, for the body of a CTE of one column. #}
{% macro values_of_whole_numbers(first, last) -%}
    values
    {%- for number in range(first, last + 1) %}
    ({{ number }}){{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
