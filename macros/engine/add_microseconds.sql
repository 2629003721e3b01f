{# A timestamp some microseconds later. #}
{% macro add_microseconds(timestamp_value, microseconds) -%}
    {{ adapter.dispatch('add_microseconds', 'batuta')(timestamp_value, microseconds) }}
{%- endmacro %}

{% macro default__add_microseconds(timestamp_value, microseconds) -%}
    (cast({{ timestamp_value }} as timestamp) + to_microseconds(cast({{ microseconds }} as bigint)))
{%- endmacro %}

{% macro spark__add_microseconds(timestamp_value, microseconds) -%}
    timestamp_micros(
        unix_micros(cast({{ timestamp_value }} as timestamp)) + cast({{ microseconds }} as bigint)
    )
{%- endmacro %}
