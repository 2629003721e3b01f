{# A name as a person would write it: see clean_text. Case and accents stay. #}
{% macro normalise_name(column) -%}
    {{ clean_text(column) }}
{%- endmacro %}
