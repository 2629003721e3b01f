{# The day of the week of a date: 1 Monday … 7 Sunday. #}
{% macro iso_weekday(date_value) -%}
    {{ adapter.dispatch('iso_weekday', 'batuta')(date_value) }}
{%- endmacro %}

{% macro default__iso_weekday(date_value) -%}
    cast(isodow({{ date_value }}) as integer)
{%- endmacro %}

{% macro spark__iso_weekday(date_value) -%}
    cast(weekday({{ date_value }}) + 1 as int)
{%- endmacro %}
