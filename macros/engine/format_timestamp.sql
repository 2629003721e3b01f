{#
    A timestamp as text, `YYYY-MM-DD HH:MM:SS.ffffff`: to the microsecond, so that two
    moments are never one key and text sorts like time.
#}
{% macro format_timestamp(timestamp_value) -%}
    {{ adapter.dispatch('format_timestamp', 'batuta')(timestamp_value) }}
{%- endmacro %}

{% macro default__format_timestamp(timestamp_value) -%}
    strftime({{ timestamp_value }}, '%Y-%m-%d %H:%M:%S.%f')
{%- endmacro %}

{% macro spark__format_timestamp(timestamp_value) -%}
    date_format({{ timestamp_value }}, 'yyyy-MM-dd HH:mm:ss.SSSSSS')
{%- endmacro %}
