{#
    Loads a seed by column name and with one reading of the file on every engine:
    an empty cell is null. The adapters' own loaders differ (dbt-duckdb guesses the
    file's quotes and fills columns by position, dbt-spark writes null as 'None').
#}
{% macro default__load_csv_rows(model, agate_table) -%}
    {%- set declared_types = model.config.get('column_types', {}) -%}
    {%- set types = [] -%}
    {%- for column in agate_table.column_names -%}
        {%- do types.append(
            declared_types.get(column, adapter.convert_type(agate_table, loop.index0))
        ) -%}
    {%- endfor -%}
    {%- for rows in agate_table.rows | batch(1000) -%}
        {%- set statement -%}
            insert into {{ this.render() }} ({{ get_seed_column_quoted_csv(model, agate_table.column_names) }})
            values
            {% for row in rows %}
            ({% for value in row %}
                {%- if value is none -%}
                    cast(null as {{ types[loop.index0] }})
                {%- else -%}
                    cast({{ text_literal(value) }} as {{ types[loop.index0] }})
                {%- endif -%}
                {{ ', ' if not loop.last }}
            {%- endfor %}){{ ',' if not loop.last }}
            {% endfor %}
        {%- endset -%}
        {%- do adapter.add_query(statement, abridge_sql_log=True) -%}
    {%- endfor -%}
    {%- do return('-- ' ~ (agate_table.rows | length) ~ ' rows inserted by name') -%}
{%- endmacro %}
