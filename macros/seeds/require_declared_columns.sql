{# Stops where a seed's file lacks a column that its YAML gives a type. #}
{% macro require_declared_columns(model, agate_table) -%}
    {%- set columns = agate_table.column_names -%}
    {%- set missing = model.config.get('column_types', {}) | reject('in', columns) | list -%}
    {%- if missing -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ".csv has no column '" ~ (missing | join("', '"))
            ~ "'; its header says '" ~ (columns | join("', '")) ~ "'"
        ) -%}
    {%- endif -%}
{%- endmacro %}
