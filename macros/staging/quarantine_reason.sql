{#
    Why a raw row cannot be used, or null. `required` names the fields without
    which the row is no fact: its key, its own time, its own quantity. Each
    stands beside the text it was read from: `<field>` and `<field>_raw`.
    `others` adds reasons of the table's own: reason, then condition.
#}
{% macro quarantine_reason(required, others={}) -%}
    case
        {%- for field in required %}
        when {{ field }}_raw is null then '{{ field }}_missing'
        when {{ field }} is null then '{{ field }}_unreadable'
        {%- endfor %}
        {%- for reason, condition in others.items() %}
        when {{ condition }} then '{{ reason }}'
        {%- endfor %}
    end
{%- endmacro %}
