{# Every match of a pattern replaced. Patterns keep to what RE2 and Java both read. #}
{% macro regexp_replace_all(expression, pattern, replacement) -%}
    {{ adapter.dispatch('regexp_replace_all', 'batuta')(expression, pattern, replacement) }}
{%- endmacro %}

{% macro default__regexp_replace_all(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro spark__regexp_replace_all(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, r'{{ pattern }}', '{{ replacement }}')
{%- endmacro %}
