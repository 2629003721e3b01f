{# One file's whole text as a query of one row and one column, `content`. #}
{% macro file_text(path) -%}
    {{ return(adapter.dispatch('file_text', 'batuta')(path)) }}
{%- endmacro %}

{% macro default__file_text(path) -%}
    select content from read_text({{ text_literal(path) }})
{%- endmacro %}

{% macro spark__file_text(path) -%}
    select decode(content, 'UTF-8') as content from binaryFile.`{{ path | replace('`', '``') }}`
{%- endmacro %}
