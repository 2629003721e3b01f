{# The column of a description whose value a comparison may find common or rare. #}
{% macro comparison_term(comparison, descriptions) -%}
    {{ descriptions }}.{{ identity_comparisons('one', 'other')[comparison].term }}
{%- endmacro %}
