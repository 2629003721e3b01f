{#
    A whole number from 0 to 2^31 - 1 drawn by the fingerprint of a text: a lot
    that is the same on every engine.
#}
{% macro hash_number(expression) -%}
    {{ adapter.dispatch('hash_number', 'batuta')(expression) }}
{%- endmacro %}

{% macro default__hash_number(expression) -%}
    (cast('0x' || substr(md5(cast({{ expression }} as varchar)), 1, 8) as bigint) // 2)
{%- endmacro %}

{% macro spark__hash_number(expression) -%}
    (cast(conv(substr(md5(cast({{ expression }} as string)), 1, 8), 16, 10) as bigint) div 2)
{%- endmacro %}
