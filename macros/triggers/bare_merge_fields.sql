{# A text whose merge fields stand without their fallbacks: `{category|our shop}` is `{category}`. #}
{% macro bare_merge_fields(body, fields) -%}
    {%- set bare = namespace(expression=body) -%}
    {%- for field in fields -%}
        {%- set bare.expression = regexp_replace_all(
            bare.expression, '[{]' ~ field ~ '([|][^}]*)?[}]', '{' ~ field ~ '}'
        ) -%}
    {%- endfor -%}
    {{ bare.expression }}
{%- endmacro %}
