{#
    A fingerprint of a set of rows that does not depend on their order: the sums
    of two halves of each row's md5.
#}
{% macro rows_fingerprint(expression) -%}
    coalesce(cast(sum({{ md5_part(expression, 1) }}) as {{ dbt.type_string() }}), '')
    || ':' || coalesce(cast(sum({{ md5_part(expression, 13) }}) as {{ dbt.type_string() }}), '')
{%- endmacro %}

{# Twelve hexadecimal digits of a text's md5, from a position on, as a decimal without places. #}
{% macro md5_part(expression, start) -%}
    {{ adapter.dispatch('md5_part', 'batuta')(expression, start) }}
{%- endmacro %}

{% macro default__md5_part(expression, start) -%}
    cast(cast('0x' || substr(md5({{ expression }}), {{ start }}, 12) as bigint) as decimal(20, 0))
{%- endmacro %}

{% macro spark__md5_part(expression, start) -%}
    cast(conv(substr(md5({{ expression }}), {{ start }}, 12), 16, 10) as decimal(20, 0))
{%- endmacro %}
