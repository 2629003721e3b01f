{#
    The one total order of the walk in the columns of fct_campaign_decisions, by
    the names people know: what tests hold the walk's numbers against.
#}
{% macro decision_order() -%}
    case when purpose = 'service' then 0 else 1 end asc,
    {{ walk_claim() }} {{ walk_claim_direction() }},
    {%- if var('arbitration_mode') != 'chronological' %}
    strength desc,
    triggered_at desc,
    {%- endif %}
    campaign_id asc,
    channel_rank asc,
    draw asc,
    customer_id asc
{%- endmacro %}
