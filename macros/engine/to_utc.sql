{#
    The UTC moment of a wall-clock time in a zone. Where the clock jumps an hour
    forward the missing hour is read as if it had not; where it falls back, as
    the first of the two.
#}
{% macro to_utc(local_timestamp, time_zone) -%}
    {{ adapter.dispatch('to_utc', 'batuta')(local_timestamp, time_zone) }}
{%- endmacro %}

{% macro default__to_utc(local_timestamp, time_zone) -%}
    {#- DuckDB reads a doubled hour as the second; the hour before it tells the first. -#}
    least(
        timezone('UTC', timezone({{ time_zone }}, cast({{ local_timestamp }} as timestamp))),
        timezone('UTC', timezone(
            {{ time_zone }}, cast({{ local_timestamp }} as timestamp) - interval 1 hour
        )) + interval 1 hour
    )
{%- endmacro %}

{% macro spark__to_utc(local_timestamp, time_zone) -%}
    to_utc_timestamp({{ local_timestamp }}, {{ time_zone }})
{%- endmacro %}
