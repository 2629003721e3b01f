{# How far a value stands above its threshold: one half at the threshold, towards 1 beyond. #}
{% macro saturated_share(value, threshold) -%}
    cast(
        cast({{ value }} as double)
        / (cast({{ value }} as double) + cast({{ threshold }} as double))
        as decimal(5, 4)
    )
{%- endmacro %}
