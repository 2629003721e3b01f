{#
    A customer number as text, one name space over tills and other systems:
    trimmed, in upper case, without the `.0` that spreadsheets add.
#}
{% macro normalise_customer_number(column) -%}
    upper({{ normalise_key(column) }})
{%- endmacro %}
