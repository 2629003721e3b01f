{#
    The fingerprint of the policy files this run reads, as a text literal: the
    same files, the same version, wherever they lie.
#}
{% macro policy_version() -%}
    {%- set prints = [] -%}
    {%- for node in policy_seeds() -%}
        {%- do prints.append(node.name ~ ':' ~ node.checksum.checksum) -%}
    {%- endfor -%}
    '{{ local_md5(prints | sort | join("|"))[:12] }}'
{%- endmacro %}

{# The seeds that are policy, by name; none while dbt only parses. #}
{% macro policy_seeds() -%}
    {%- set seeds = [] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') if node.config.schema == 'policy' -%}
            {%- do seeds.append(node) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- do return(seeds | sort(attribute='name')) -%}
{%- endmacro %}

{# Where a seed's file lies: dbt keeps a path below the project relative, any other absolute. #}
{% macro seed_place(node) -%}
    {%- set path = node.original_file_path -%}
    {%- do return(path if modules.re.match('^([/\\\\]|[A-Za-z]:)', path) else node.root_path ~ '/' ~ path) -%}
{%- endmacro %}
