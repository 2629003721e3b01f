{#
    What must outlive a build: one table per kind of memory in the schema
    `state`, made empty the first time and never replaced; a column that a newer
    batuta remembers is added, null for what is older.
#}
{% macro create_state() -%}
    {%- if execute -%}
        {%- do run_query('create schema if not exists state') -%}
        {%- for name, columns in state_tables().items() -%}
            {%- set statement -%}
                create table if not exists state.{{ name }} (
                    {% for column, data_type in columns.items() -%}
                        {{ column }} {{ data_type }}{{ ',' if not loop.last }}
                    {% endfor %}
                )
                {{ 'using parquet' if target.type == 'spark' }}
            {%- endset -%}
            {%- do run_query(statement) -%}
            {%- do add_state_columns(name, columns) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{# Adds the columns that a table of an older batuta lacks. #}
{% macro add_state_columns(name, columns) -%}
    {%- set present = run_query('select * from state.' ~ name ~ ' limit 0').column_names | map('lower') | list -%}
    {%- for column, data_type in columns.items() if column not in present -%}
        {%- do run_query('alter table state.' ~ name ~ ' add column ' ~ ('(' if target.type == 'spark') ~ column ~ ' ' ~ data_type ~ (')' if target.type == 'spark')) -%}
    {%- endfor -%}
{%- endmacro %}
