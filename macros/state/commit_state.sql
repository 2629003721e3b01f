{#
    Makes what an operation wrote to the schema `state` stay. dbt rolls back what
    an operation leaves open; Spark knows no transactions and needs nothing.
#}
{% macro commit_state() -%}
    {{ return(adapter.dispatch('commit_state', 'batuta')()) }}
{%- endmacro %}

{% macro default__commit_state() -%}
    {%- do adapter.commit() -%}
{%- endmacro %}

{% macro spark__commit_state() -%}
{%- endmacro %}
