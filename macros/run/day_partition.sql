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

{#
    Takes the rows of the decision date out before the run's own are put in: the
    strategies above replace only days that the new rows name, and a run that
    decides nothing names none.
#}
{% macro clear_decision_day(relation) -%}
    {%- if execute and load_cached_relation(relation) is not none -%}
        {{ return(adapter.dispatch('clear_decision_day', 'batuta')(relation)) }}
    {%- endif -%}
{%- endmacro %}

{% macro default__clear_decision_day(relation) -%}
    delete from {{ relation }} where decision_date = {{ decision_date() }}
{%- endmacro %}

{% macro spark__clear_decision_day(relation) -%}
    alter table {{ relation }} drop if exists partition (decision_date = {{ decision_date() }})
{%- endmacro %}
