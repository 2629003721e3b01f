{#
    How a table whose days are replaced whole is kept: the rows of the decision
    date are taken out and put in again, all others stay. Never fully refreshed,
    for what was decided on earlier days cannot be built again.
#}
{% macro day_partition_strategy() -%}
    {{ return(adapter.dispatch('day_partition_strategy', 'batuta')()) }}
{%- endmacro %}

{% macro default__day_partition_strategy() -%}
    {{ return('delete+insert') }}
{%- endmacro %}

{% macro spark__day_partition_strategy() -%}
    {{ return('insert_overwrite') }}
{%- endmacro %}
