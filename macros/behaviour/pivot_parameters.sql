{#
    One column per parameter of a (parameter, value) table, for a select without
    grouping: always one row. A parameter that is not there is null, and what is
    compared with it does not happen.
#}
{% macro pivot_parameters(parameters) -%}
    {%- for parameter in parameters %}
        max(case when parameter = '{{ parameter }}' then cast(value as decimal(18, 6)) end)
            as {{ parameter }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
