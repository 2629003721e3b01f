{# A date some days later (a negative number: earlier). #}
{% macro add_days(date_value, days) -%}
    {{ adapter.dispatch('add_days', 'batuta')(date_value, days) }}
{%- endmacro %}

{% macro default__add_days(date_value, days) -%}
    (cast({{ date_value }} as date) + cast({{ days }} as integer))
{%- endmacro %}

{% macro spark__add_days(date_value, days) -%}
    date_add(cast({{ date_value }} as date), cast({{ days }} as int))
{%- endmacro %}
