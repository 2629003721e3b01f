{#
    What must outlive a build: one table per kind of memory in the schema
    `state`, made empty the first time and never replaced.
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
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
