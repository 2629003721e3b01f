{# What a group of a pattern matched (0: the whole match); an empty text where it does not. #}
{% macro regexp_extract_group(expression, pattern, group_number) -%}
    {{ adapter.dispatch('regexp_extract_group', 'batuta')(expression, pattern, group_number) }}
{%- endmacro %}

{% macro default__regexp_extract_group(expression, pattern, group_number) -%}
    regexp_extract({{ expression }}, '{{ pattern }}', {{ group_number }})
{%- endmacro %}

{% macro spark__regexp_extract_group(expression, pattern, group_number) -%}
    regexp_extract({{ expression }}, r'{{ pattern }}', {{ group_number }})
{%- endmacro %}
