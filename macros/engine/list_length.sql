{# How many items a `|`-separated list has; an empty or null list has none. #}
{% macro list_length(list_text) -%}
    (case
        when coalesce({{ list_text }}, '') = '' then 0
        else length({{ list_text }}) - length(replace({{ list_text }}, '|', '')) + 1
    end)
{%- endmacro %}
