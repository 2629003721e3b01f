{# One parameter of a model of purchases as a double, for a select without grouping; null: not there. #}
{% macro value_parameter(model, parameter) -%}
    cast(
        max(case when model = '{{ model }}' and parameter = '{{ parameter }}' then value end)
        as double
    )
{%- endmacro %}
