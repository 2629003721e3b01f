{#
    The fields of a row that held something and became null, as a `|`-separated
    list; null where there are none. Each field stands beside the text it was
    read from: `<field>` and `<field>_raw`. `others` names fields that a default
    took the place of: field, then condition.
#}
{% macro field_faults(fields, others={}) -%}
    nullif(
        substr(
            ''
            {%- for field in fields %}
            || case when {{ field }}_raw is not null and {{ field }} is null then '|{{ field }}' else '' end
            {%- endfor %}
            {%- for field, condition in others.items() %}
            || case when {{ condition }} then '|{{ field }}' else '' end
            {%- endfor %},
            2
        ),
        ''
    )
{%- endmacro %}
