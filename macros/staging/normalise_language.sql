{# The ISO 639-1 code of a language or a locale: `es`, `es-ES` and `ES_es` are es. Anything else is null. #}
{% macro normalise_language(column) -%}
    case
        when {{ matches_pattern('lower(' ~ clean_text(column) ~ ')', '^[a-z]{2}([-_][a-z0-9_-]+)?$') }}
            then substr(lower({{ clean_text(column) }}), 1, 2)
    end
{%- endmacro %}
