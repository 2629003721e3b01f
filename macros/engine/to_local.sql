{# The wall-clock time in a zone at a UTC moment. The zone must be a known one (see `time_zones`). #}
{% macro to_local(utc_timestamp, time_zone) -%}
    {{ adapter.dispatch('to_local', 'batuta')(utc_timestamp, time_zone) }}
{%- endmacro %}

{% macro default__to_local(utc_timestamp, time_zone) -%}
    timezone({{ time_zone }}, timezone('UTC', cast({{ utc_timestamp }} as timestamp)))
{%- endmacro %}

{% macro spark__to_local(utc_timestamp, time_zone) -%}
    from_utc_timestamp({{ utc_timestamp }}, {{ time_zone }})
{%- endmacro %}
