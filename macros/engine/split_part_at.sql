{# The n-th (from 1) item of a `|`-separated list; null past its end. #}
{% macro split_part_at(list_text, position) -%}
    nullif(split_part({{ list_text }}, '|', cast({{ position }} as integer)), '')
{%- endmacro %}
