{# A whole number from text, written like an amount; what has a fraction is null. #}
{% macro parse_whole_number(column) -%}
    {%- set number = "cast(" ~ parse_amount(column) ~ " as " ~ dbt.type_string() ~ ")" -%}
    try_cast(nullif({{ regexp_extract_group(number, '^(-?[0-9]+)[.]0+$', 1) }}, '') as bigint)
{%- endmacro %}
