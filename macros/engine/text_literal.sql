{# A text as a literal of the engine, whatever quotes and backslashes it holds. #}
{% macro text_literal(text) -%}
    {{ return(adapter.dispatch('text_literal', 'batuta')(text)) }}
{%- endmacro %}

{% macro default__text_literal(text) -%}
    {%- do return("'" ~ (text | string | replace("'", "''")) ~ "'") -%}
{%- endmacro %}

{% macro spark__text_literal(text) -%}
    {%- set escaped = text | string | replace('\\', '\\\\') | replace("'", "\\'") -%}
    {%- do return("'" ~ escaped ~ "'") -%}
{%- endmacro %}
