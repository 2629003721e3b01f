{# One row per item of a `|`-separated list; stands alone in a select list. #}
{% macro explode_list(list_text) -%}
    {{ adapter.dispatch('explode_list', 'batuta')(list_text) }}
{%- endmacro %}

{% macro default__explode_list(list_text) -%}
    unnest(string_split({{ list_text }}, '|'))
{%- endmacro %}

{% macro spark__explode_list(list_text) -%}
    explode(split({{ list_text }}, '[|]'))
{%- endmacro %}
