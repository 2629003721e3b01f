{#
    Every raw table that staging reviews, as source_name and table_name: what
    `vars: sources.<source>.raw_tables` lists. Each has a model
    `int_<source>__<table>_reviewed`; to list it is all that its rows need to be
    counted and its quarantine to be seen.
#}
{% macro reviewed_tables() -%}
    {%- set tables = [] -%}
    {%- for source_name, settings in var('sources').items() -%}
        {%- for table_name in settings.get('raw_tables') or [] -%}
            {%- do tables.append({
                'source_name': source_name,
                'table_name': table_name,
                'model': 'int_' ~ source_name ~ '__' ~ table_name ~ '_reviewed',
            }) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do return(tables) -%}
{%- endmacro %}
