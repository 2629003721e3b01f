{# What a text says where a merge field is empty; null where it must not be, empty where the text has no such field. #}
{% macro merge_field_fallback(body, field) -%}
    case
            when {{ matches_pattern(body, '[{]' ~ field ~ '[}]') }} then null
            else {{ regexp_extract_group(body, '[{]' ~ field ~ '[|]([^}]*)[}]', 1) }}
        end
{%- endmacro %}
