{# Whole days of 24 hours from a moment to `as_of`: 0 is the last 24 hours. #}
{% macro age_days(occurred_at) -%}
    cast(floor(cast({{ seconds_between(occurred_at, as_of()) }} as double) / 86400) as integer)
{%- endmacro %}
