{# What one run keeps for the next, so that only pairs that something touched are scored. #}
{% macro kept_scores() -%}
    {%- do return([
        'int_identity_likely_pairs',
        'int_identity_scored_terms',
        'int_identity_scored_descriptions',
    ]) -%}
{%- endmacro %}

{#
    What a model of this room held after the last run that built it. A model reads itself
    or a later one so, which `ref` would refuse.
#}
{% macro kept_by(model_name) -%}
    {{ return(adapter.dispatch('kept_by', 'batuta')(model_name)) }}
{%- endmacro %}

{% macro default__kept_by(model_name) -%}
    {{ return(this.incorporate(path={'identifier': model_name})) }}
{%- endmacro %}

{# Spark drops a table before it is written, so nothing can be read of it: nothing is kept. #}
{% macro spark__kept_by(model_name) -%}
    (
        select
            {%- for column in kept_columns(model_name) %}
            cast(null as {{ column.data_type }}) as {{ column.name }}{{ ',' if not loop.last }}
            {%- else %}
            null as nothing
            {%- endfor %}
        where false
    )
{%- endmacro %}

{# The columns a model declares; none while dbt only parses. #}
{% macro kept_columns(model_name) -%}
    {%- do return(graph.nodes['model.batuta.' ~ model_name].columns.values() | list if execute else []) -%}
{%- endmacro %}

{#
    Makes the tables of these models empty where there are none, or those of an older
    batuta, and in a full refresh.
#}
{% macro prepare_kept(model_names) -%}
    {%- if execute and target.type != 'spark' -%}
        {%- for model_name in model_names -%}
            {%- set relation = load_relation(this.incorporate(path={'identifier': model_name}, type='table')) -%}
            {%- set declared = kept_columns(model_name) | map(attribute='name') | sort -%}
            {%- set present = (adapter.get_columns_in_relation(relation) | map(attribute='name') | sort) if relation else [] -%}
            {%- if flags.FULL_REFRESH or present != declared -%}
                {%- do forget_kept(model_name) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{# Makes the table of a model empty, with the columns that its YAML declares. #}
{% macro forget_kept(model_name) -%}
    {%- if execute and target.type != 'spark' -%}
        {%- set relation = this.incorporate(path={'identifier': model_name}, type='table') -%}
        {%- do run_query('drop table if exists ' ~ relation) -%}
        {%- do run_query(rounds_create_table(relation, kept_columns(model_name))) -%}
        {%- if load_cached_relation(relation) is none -%}
            {%- do adapter.cache_added(relation) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
