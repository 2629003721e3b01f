{# The form in which country names and codes are compared; see `int_country_names`. #}
{% macro normalise_country(column) -%}
    lower({{ regexp_replace_all(clean_text(column), '[.]', '') }})
{%- endmacro %}
