{# Whole days from one date to a later one; negative when it is earlier. #}
{% macro days_between(from_date, to_date) -%}
    {{ adapter.dispatch('days_between', 'batuta')(from_date, to_date) }}
{%- endmacro %}

{% macro default__days_between(from_date, to_date) -%}
    (cast({{ to_date }} as date) - cast({{ from_date }} as date))
{%- endmacro %}

{% macro spark__days_between(from_date, to_date) -%}
    cast(datediff(cast({{ to_date }} as date), cast({{ from_date }} as date)) as bigint)
{%- endmacro %}
