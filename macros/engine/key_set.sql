{#
    The keys of a group as one text, to tell groups with the same keys from others;
    its order says nothing. `is_in_key_set` looks one up.
#}
{% macro key_set(key) -%}
    {{ adapter.dispatch('key_set', 'batuta')(key) }}
{%- endmacro %}

{% macro default__key_set(key) -%}
    string_agg('|' || cast({{ key }} as varchar) || '|', '')
{%- endmacro %}

{% macro spark__key_set(key) -%}
    array_join(collect_list(concat('|', cast({{ key }} as string), '|')), '')
{%- endmacro %}

{# Whether a key is in such a set. #}
{% macro is_in_key_set(key, key_set) -%}
    {{ key_set }} like '%|' || cast({{ key }} as {{ dbt.type_string() }}) || '|%'
{%- endmacro %}
