{# Whole seconds from one timestamp to a later one, rounded down to the second on both sides. #}
{% macro seconds_between(from_timestamp, to_timestamp) -%}
    {{ adapter.dispatch('seconds_between', 'batuta')(from_timestamp, to_timestamp) }}
{%- endmacro %}

{% macro default__seconds_between(from_timestamp, to_timestamp) -%}
    (epoch_us({{ to_timestamp }}) // 1000000 - epoch_us({{ from_timestamp }}) // 1000000)
{%- endmacro %}

{% macro spark__seconds_between(from_timestamp, to_timestamp) -%}
    (unix_seconds({{ to_timestamp }}) - unix_seconds({{ from_timestamp }}))
{%- endmacro %}
