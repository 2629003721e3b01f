{#
    The one total order of the walk, as the columns of an `order by`, first what
    comes first: service, then what the run's mode ranks by, then the ties in turn.
    Keys order as the ids they stand for.
#}
{% macro walk_order() -%}
    case when is_service then 0 else 1 end asc,
    {%- if var('arbitration_mode') == 'chronological' %}
    planned_send_at asc,
    {%- else %}
    rank_score desc,
    strength desc,
    triggered_at desc,
    {%- endif %}
    campaign_key asc,
    channel_rank asc,
    draw asc,
    customer_key asc
{%- endmacro %}
