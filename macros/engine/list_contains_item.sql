{# Whether a `|`-separated list holds exactly this item; false where either is null. #}
{% macro list_contains_item(list_text, item) -%}
    coalesce(
        {{ dbt.position("'|' || " ~ item ~ " || '|'", "'|' || " ~ list_text ~ " || '|'") }} > 0,
        false
    )
{%- endmacro %}
