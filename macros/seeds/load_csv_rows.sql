{#
    Loads a seed by column name and with one reading of the file on every engine:
    no spaces around a cell, an empty cell is null, a row of empty cells is none.
    The adapters' own loaders differ (dbt-duckdb guesses the file's quotes and fills
    columns by position, dbt-spark writes null as 'None').
#}
{% macro default__load_csv_rows(model, agate_table) -%}
    {%- set declared_types = model.config.get('column_types', {}) -%}
    {%- set types = [] -%}
    {%- for column in agate_table.column_names -%}
        {%- do types.append(
            declared_types.get(column, adapter.convert_type(agate_table, loop.index0))
        ) -%}
    {%- endfor -%}
    {%- set rows = [] -%}
    {%- for row in agate_table.rows -%}
        {%- set cells = [] -%}
        {%- for value in row -%}
            {%- do cells.append('' if value is none else value | string | trim) -%}
        {%- endfor -%}
        {%- if cells | join -%}
            {%- do rows.append(cells) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for batch in rows | batch(1000) -%}
        {%- set statement -%}
            insert into {{ this.render() }} ({{ get_seed_column_quoted_csv(model, agate_table.column_names) }})
            values
            {% for cells in batch %}
            ({% for cell in cells %}
                {%- if cell -%}
                    cast({{ text_literal(cell) }} as {{ types[loop.index0] }})
                {%- else -%}
                    cast(null as {{ types[loop.index0] }})
                {%- endif -%}
                {{ ', ' if not loop.last }}
            {%- endfor %}){{ ',' if not loop.last }}
            {% endfor %}
        {%- endset -%}
        {%- do adapter.add_query(statement, abridge_sql_log=True) -%}
    {%- endfor -%}
    {%- do return('-- ' ~ (rows | length) ~ ' rows inserted by name') -%}
{%- endmacro %}
