{# What `vars: sources` says of a source, or the default where it says nothing. #}
{% macro source_setting(source_name, setting, default=none) -%}
    {%- set settings = var('sources').get(source_name) or {} -%}
    {%- do return(settings.get(setting, default)) -%}
{%- endmacro %}
