{#
    Whether the last week stands out against a customer's own usual week: enough
    signals, a history to compare with, and several times the usual points.
    Never null.
#}
{% macro is_surge(recent_count, recent_points, baseline_points, first_seen_age, parameters) -%}
    coalesce(
        {{ recent_count }} >= {{ parameters }}.surge_min_signals
        and {{ first_seen_age }} >= {{ parameters }}.surge_recent_days
        and cast({{ recent_points }} as double)
        >= cast({{ parameters }}.surge_ratio as double)
        * (
            cast({{ baseline_points }} as double)
            * cast({{ parameters }}.surge_recent_days as double)
            / cast({{ parameters }}.surge_baseline_days as double)
            + cast({{ parameters }}.surge_smoothing_points as double)
        ),
        false
    )
{%- endmacro %}
