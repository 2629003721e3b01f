{# The key that a source gives a row, as text: trimmed, without the `.0` that spreadsheets add. #}
{% macro normalise_key(column) -%}
    nullif({{ regexp_replace_all(clean_text(column), '[.]0+$', '') }}, '')
{%- endmacro %}
