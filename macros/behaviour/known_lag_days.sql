{#
    The largest lag (0 or 1 day) at which a fact was already known: 1 when it is
    older than a day, else 0. Facts grouped by it can be looked at from `as_of`
    and from one day earlier without being read twice.
#}
{% macro known_lag_days(occurred_at) -%}
    case when {{ occurred_at }} <= {{ add_seconds(as_of(), -86400) }} then 1 else 0 end
{%- endmacro %}
