{# The texts of a group up to a row, joined in the order of `order_by`, a unique expression. #}
{% macro text_so_far(expression, partition_by, order_by) -%}
    {{ adapter.dispatch('text_so_far', 'batuta')(expression, partition_by, order_by) }}
{%- endmacro %}

{% macro default__text_so_far(expression, partition_by, order_by) -%}
    string_agg({{ expression }}, '') over (
            partition by {{ partition_by }}
            order by {{ order_by }} asc
            rows between unbounded preceding and current row
        )
{%- endmacro %}

{% macro spark__text_so_far(expression, partition_by, order_by) -%}
    array_join(collect_list({{ expression }}) over (
            partition by {{ partition_by }}
            order by {{ order_by }} asc
            rows between unbounded preceding and current row
        ), '')
{%- endmacro %}
