{#
    A number from 0 (included) to 1 (excluded) drawn by the fingerprint of a
    text, so that a share of people is the same on every day and engine.
#}
{% macro hash_share(expression) -%}
    {{ adapter.dispatch('hash_share', 'batuta')(expression) }}
{%- endmacro %}

{% macro default__hash_share(expression) -%}
    (cast('0x' || substr(md5(cast({{ expression }} as varchar)), 1, 8) as bigint) / 4294967296.0)
{%- endmacro %}

{% macro spark__hash_share(expression) -%}
    (cast(conv(substr(md5(cast({{ expression }} as string)), 1, 8), 16, 10) as bigint) / 4294967296.0D)
{%- endmacro %}
