{# The texts of a group joined in one declared order. `order_by` is one unique expression. #}
{% macro text_join(expression, separator, order_by) -%}
    {{ adapter.dispatch('text_join', 'batuta')(expression, separator, order_by) }}
{%- endmacro %}

{% macro default__text_join(expression, separator, order_by) -%}
    string_agg({{ expression }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}

{% macro spark__text_join(expression, separator, order_by) -%}
    listagg({{ expression }}, '{{ separator }}') within group (order by {{ order_by }})
{%- endmacro %}
