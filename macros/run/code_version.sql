{#
    The fingerprint of the SQL that decides, as a text literal: the models and reference
    tables that the decisions are made from, and all macros. Policy is not part of it.
#}
{% macro code_version() -%}
    {{ sql_version('fct_campaign_decisions') }}
{%- endmacro %}

{# The same of what any model is made from. #}
{% macro sql_version(model_name) -%}
    {%- set prints = [] -%}
    {%- if execute -%}
        {# The list grows while it is walked, from the model up to the raw tables. #}
        {%- set ancestors = ['model.batuta.' ~ model_name] -%}
        {%- for node_id in ancestors -%}
            {%- set node = graph.nodes[node_id] -%}
            {%- if node.resource_type == 'model' or node.config.schema != 'policy' -%}
                {%- do prints.append(node_id ~ ':' ~ node.checksum.checksum) -%}
            {%- endif -%}
            {%- for parent_id in node.depends_on.nodes if parent_id in graph.nodes and parent_id not in ancestors -%}
                {%- do ancestors.append(parent_id) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- for name, generator in batuta.items() -%}
            {%- do prints.append('macro.' ~ name ~ ':' ~ local_md5(generator.macro.macro_sql)) -%}
        {%- endfor -%}
    {%- endif -%}
    '{{ local_md5(prints | sort | join("|"))[:12] }}'
{%- endmacro %}
