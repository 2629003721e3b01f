{# A timestamp some seconds later (a negative number: earlier). #}
{% macro add_seconds(timestamp_value, seconds) -%}
    {{ adapter.dispatch('add_seconds', 'batuta')(timestamp_value, seconds) }}
{%- endmacro %}

{% macro default__add_seconds(timestamp_value, seconds) -%}
    (cast({{ timestamp_value }} as timestamp) + to_seconds(cast({{ seconds }} as bigint)))
{%- endmacro %}

{% macro spark__add_seconds(timestamp_value, seconds) -%}
    timestampadd(second, cast({{ seconds }} as int), cast({{ timestamp_value }} as timestamp))
{%- endmacro %}
