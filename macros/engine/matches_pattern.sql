{# Whether a pattern occurs anywhere in a text. Patterns keep to what RE2 and Java both read. #}
{% macro matches_pattern(expression, pattern) -%}
    {{ adapter.dispatch('matches_pattern', 'batuta')(expression, pattern) }}
{%- endmacro %}

{% macro default__matches_pattern(expression, pattern) -%}
    regexp_matches({{ expression }}, '{{ pattern }}')
{%- endmacro %}

{% macro spark__matches_pattern(expression, pattern) -%}
    ({{ expression }} rlike r'{{ pattern }}')
{%- endmacro %}
