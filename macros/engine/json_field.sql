{# A field of a JSON object as text; null where the text is no object or has no such field. #}
{% macro json_field(json_text, field) -%}
    {{ adapter.dispatch('json_field', 'batuta')(json_text, field) }}
{%- endmacro %}

{% macro default__json_field(json_text, field) -%}
    case when json_valid({{ json_text }}) then json_extract_string({{ json_text }}, '$.{{ field }}') end
{%- endmacro %}

{% macro spark__json_field(json_text, field) -%}
    get_json_object({{ json_text }}, '$.{{ field }}')
{%- endmacro %}
