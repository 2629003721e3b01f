{#
    Grain: one row per campaign that is active on the decision date.
    Drafts are nobody's business but their author's; test and paused campaigns
    stay, so that the gate can show whom they would have reached.
#}
with

campaigns as (

    select * from {{ ref('campaigns') }}

),

active as (

    select *
    from campaigns
    where
        status in ('live', 'test', 'paused')
        and (starts_date is null or starts_date <= {{ decision_date() }})
        and (ends_date is null or ends_date >= {{ decision_date() }})

),

final as (

    select
        -- ids
        cast(row_number() over (order by campaign_id asc) as int) as campaign_key,
        campaign_id,
        audience_rule_id,

        -- text
        coalesce(campaign_group, 'none') as campaign_group,
        status,
        trigger_name,
        topic,
        purpose,
        channels,
        coalesce(send_time, 'asap') as send_time,

        -- numbers
        cast(coalesce(priority, 0) as decimal(18, 4)) as priority,
        cooldown_days,
        ttl_days,
        daily_capacity,
        cast(coalesce(holdout_share, 0) as decimal(18, 4)) as holdout_share,
        cast(coalesce(expected_value_amount, 0) as decimal(18, 4))
            as expected_value_amount,
        cast(coalesce(contact_cost_amount, 0) as decimal(18, 4)) as contact_cost_amount,

        -- booleans
        purpose = 'service' as is_service,
        obeys_caps,
        counts_to_caps,
        obeys_exclusions

    from active

)

select * from final
