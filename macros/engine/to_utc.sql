{#
    The UTC moment of a wall-clock time in a zone. Where the clock jumps an hour
    forward the missing hour is read as if it had not; where it falls back, as
    the first of the two.
#}
{% macro to_utc(local_timestamp, time_zone) -%}
    {{ adapter.dispatch('to_utc', 'batuta')(local_timestamp, time_zone) }}
{%- endmacro %}

{% macro default__to_utc(local_timestamp, time_zone) -%}
    {#-
        DuckDB reads a doubled hour as the second; the hour before it tells the first. After a
        change of half an hour it would tell a moment that no clock shows as this time.
    -#}
    {%- set local = 'cast(' ~ local_timestamp ~ ' as timestamp)' -%}
    {%- set as_read = "timezone('UTC', timezone(" ~ time_zone ~ ", " ~ local ~ "))" -%}
    {%- set from_hour_before -%}
        timezone('UTC', timezone({{ time_zone }}, {{ local }} - interval 1 hour)) + interval 1 hour
    {%- endset -%}
    case
        when {{ from_hour_before }} >= {{ as_read }} then {{ as_read }}
        when timezone({{ time_zone }}, timezone('UTC', {{ from_hour_before }})) = {{ local }}
            then {{ from_hour_before }}
        else {{ as_read }}
    end
{%- endmacro %}

{% macro spark__to_utc(local_timestamp, time_zone) -%}
    to_utc_timestamp({{ local_timestamp }}, {{ time_zone }})
{%- endmacro %}
