{#
    Grain: one row per decision date, campaign, channel, outcome and reason.
    Per campaign and day the candidates are the sum of all its rows.
#}
with

decisions as (

    select * from {{ ref('fct_campaign_decisions') }}

),

final as (

    select
        -- ids
        campaign_id,
        channel,

        -- text
        campaign_group,
        topic,
        purpose,
        outcome,
        reason,

        -- numbers
        count(*) as candidate_count,
        count(distinct customer_id) as customer_count,

        -- times
        decision_date

    from decisions

    group by
        decision_date,
        campaign_id,
        channel,
        campaign_group,
        topic,
        purpose,
        outcome,
        reason

)

select * from final
