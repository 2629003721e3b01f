{# Points of intent as a score from 0 (none) towards 1; at `half_points` it is one half. #}
{% macro intent_score(points, half_points) -%}
    cast(
        cast({{ points }} as double)
        / (cast({{ points }} as double) + cast({{ half_points }} as double))
        as decimal(5, 4)
    )
{%- endmacro %}
