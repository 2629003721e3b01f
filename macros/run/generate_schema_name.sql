{#
    A room's schema is called the same on a laptop, in CI and in production.
    (dbt would prefix it with the target's.)
#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
