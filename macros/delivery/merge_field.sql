{#
    One merge field as a JSON pair: the value, else the fallback its template
    writes behind the bar (`{first_name|there}`), else null.
#}
{% macro merge_field(field, value) -%}
    '"{{ field }}": ' || coalesce(
        {{ json_text("coalesce(
            nullif(" ~ value ~ ", ''),
            nullif(" ~ template_fallback(field, 'body') ~ ", ''),
            nullif(" ~ template_fallback(field, 'subject') ~ ", '')
        )") }}, 'null'
    )
{%- endmacro %}

{# What a template text writes behind the bar of a field; empty where nothing. #}
{% macro template_fallback(field, column) -%}
    {{ adapter.dispatch('template_fallback', 'batuta')(field, column) }}
{%- endmacro %}

{% macro default__template_fallback(field, column) -%}
    regexp_extract({{ column }}, '[{]{{ field }}[|]([^}]*)[}]', 1)
{%- endmacro %}
