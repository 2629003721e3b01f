{# How much of a trigger's life is left at `as_of`: 1 when it has just begun, towards 0 at its end. #}
{% macro remaining_share(triggered_at, expires_at) -%}
    cast(
        cast({{ seconds_between(as_of(), expires_at) }} as double)
        / cast({{ seconds_between(triggered_at, expires_at) }} as double)
        as decimal(5, 4)
    )
{%- endmacro %}
