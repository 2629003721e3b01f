{#
    dbt's own, for a file that has every column its YAML declares. A header with a
    space or a letter too many would otherwise make a column that nobody reads.
#}
{% macro default__create_csv_table(model, agate_table) -%}
    {%- set missing = model.config.get('column_types', {}) | reject('in', agate_table.column_names) | list -%}
    {%- if missing -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ".csv has no column '" ~ (missing | join("', '")) ~ "'; its header says '"
            ~ (agate_table.column_names | join("', '")) ~ "'"
        ) -%}
    {%- endif -%}
    {%- do return(dbt.default__create_csv_table(model, agate_table)) -%}
{%- endmacro %}
