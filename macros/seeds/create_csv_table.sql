{#
    dbt's own, for a file that has every column its YAML declares. A header with a
    space or a letter too many would otherwise make a column that nobody reads.
#}
{% macro default__create_csv_table(model, agate_table) -%}
    {%- do require_declared_columns(model, agate_table) -%}
    {%- do return(dbt.default__create_csv_table(model, agate_table)) -%}
{%- endmacro %}

{% macro spark__create_csv_table(model, agate_table) -%}
    {%- do require_declared_columns(model, agate_table) -%}
    {%- do return(dbt.spark__create_csv_table(model, agate_table)) -%}
{%- endmacro %}
