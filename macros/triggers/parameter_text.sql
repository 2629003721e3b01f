{# A parameter of trigger_rules.csv as a person writes it: 14, not 14.000000. #}
{% macro parameter_text(parameter) -%}
    case
            when {{ parameter }} = floor({{ parameter }})
                then cast(cast({{ parameter }} as bigint) as {{ dbt.type_string() }})
            else cast({{ parameter }} as {{ dbt.type_string() }})
        end
{%- endmacro %}
