{#
    The fingerprint of the policy files this run reads, as a text literal: the
    same files, the same version, wherever they lie.
#}
{% macro policy_version() -%}
    {%- set prints = [] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') if node.config.schema == 'policy' -%}
            {%- do prints.append(node.name ~ ':' ~ node.checksum.checksum) -%}
        {%- endfor -%}
    {%- endif -%}
    '{{ local_md5(prints | sort | join("|"))[:12] }}'
{%- endmacro %}
