{#
    Gives every raw table that a source declares a name in the schema `raw`,
    over the landed Parquet files; an absent table is an empty one.
#}
{% macro register_raw_tables() -%}
    {%- if execute -%}
        {%- do run_query('create schema if not exists raw') -%}
        {%- for table in graph.sources.values() | selectattr('schema', 'equalto', 'raw') -%}
            {%- set folder = env_var('BATUTA_HOME', '.batuta') ~ '/landing/' ~ table.source_name ~ '/' ~ table.name -%}
            {%- do register_raw_table(table, folder) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{% macro register_raw_table(table, folder) -%}
    {{ return(adapter.dispatch('register_raw_table', 'batuta')(table, folder)) }}
{%- endmacro %}

{% macro default__register_raw_table(table, folder) -%}
    {%- set statement -%}
        create or replace view raw.{{ table.identifier }} as
        select * from read_parquet('{{ folder | replace("'", "''") }}/*.parquet', union_by_name = true)
    {%- endset -%}
    {%- do run_query(statement) -%}
{%- endmacro %}

{% macro spark__register_raw_table(table, folder) -%}
    {%- do run_query('drop table if exists raw.' ~ table.identifier) -%}
    {%- set statement -%}
        create table raw.{{ table.identifier }} (
            {% for column in table.columns.values() %}
                {{ column.name }} string,
            {% endfor %}
            _delivery string, _delivery_number bigint, _row_number bigint
        )
        using parquet location '{{ folder | replace("'", "\\'") }}'
    {%- endset -%}
    {%- do run_query(statement) -%}
{%- endmacro %}
