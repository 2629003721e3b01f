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
    {{ this.incorporate(path={'identifier': model_name}) }}
{%- endmacro %}

{#
    Makes the tables of these models empty where there are none, or those of an older
    batuta. A full refresh forgets them, and so does Spark, whose tables cannot be read
    while they are written.
#}
{% macro prepare_kept(model_names) -%}
    {%- if execute -%}
        {%- for model_name in model_names -%}
            {%- set columns = graph.nodes['model.batuta.' ~ model_name].columns -%}
            {%- set relation = load_relation(this.incorporate(path={'identifier': model_name}, type='table')) -%}
            {%- set present = adapter.get_columns_in_relation(relation) | map(attribute='name') | list if relation else [] -%}
            {%- if flags.FULL_REFRESH or target.type == 'spark' or present | sort != columns.keys() | sort -%}
                {%- do forget_kept(model_name) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{# Makes the table of a model empty, with the columns that its YAML declares. #}
{% macro forget_kept(model_name) -%}
    {%- if execute -%}
        {%- set relation = this.incorporate(path={'identifier': model_name}, type='table') -%}
        {%- do run_query('drop table if exists ' ~ relation) -%}
        {%- do run_query(rounds_create_table(relation, graph.nodes['model.batuta.' ~ model_name].columns.values() | list)) -%}
        {%- if load_cached_relation(relation) is none -%}
            {%- do adapter.cache_added(relation) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
