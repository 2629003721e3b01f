{# Whether the pattern that a column holds occurs anywhere in a text. #}
{% macro matches_pattern_column(expression, pattern_column) -%}
    {{ adapter.dispatch('matches_pattern_column', 'batuta')(expression, pattern_column) }}
{%- endmacro %}

{% macro default__matches_pattern_column(expression, pattern_column) -%}
    regexp_matches({{ expression }}, {{ pattern_column }})
{%- endmacro %}

{% macro spark__matches_pattern_column(expression, pattern_column) -%}
    ({{ expression }} rlike {{ pattern_column }})
{%- endmacro %}
