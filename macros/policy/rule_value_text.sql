{#
    What a row of audience_rules.csv compares with, as lower-case text: `<n> days ago`
    becomes that date, counted back from the decision date.
#}
{% macro rule_value_text(value) -%}
    case
        when {{ matches_pattern('lower(trim(' ~ value ~ '))', '^[0-9]+ days? ago$') }}
            then cast(
                {{ add_days(
                    decision_date(),
                    "-try_cast(split_part(trim(" ~ value ~ "), ' ', 1) as int)"
                ) }} as {{ dbt.type_string() }}
            )
        else lower(trim({{ value }}))
    end
{%- endmacro %}
