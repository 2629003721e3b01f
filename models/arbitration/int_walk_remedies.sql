{#
    Grain: one row per rejected candidate, with the change that would have let it
    through.

    What only contacts of today stand in the way of would have gone out from a place
    before the first of them, for nothing before that place blocks it. What the
    ledger blocks has room again on a later day, and what is allowed none needs the
    cap or the capacity to be higher. Marketing never comes before service; what a
    service message blocks can go out when that message no longer counts.
#}
with

verdicts as (

    select * from {{ ref('int_walk_decided') }}

),

selected as (

    select * from {{ ref('int_walk_selected') }}

),

gated as (

    select * from {{ ref('int_candidates_gated') }}

),

campaign_channels as (

    select * from {{ ref('int_campaign_channels_listed') }}

),

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

channels as (

    select * from {{ ref('channels') }}

),

capacities as (

    select * from {{ ref('int_capacities_left') }}

),

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

excluded_before as (

    select * from {{ ref('int_candidates_excluded_before') }}

),

capped_before as (

    select * from {{ ref('int_candidates_capped_before') }}

),

hold_days as (

    select * from {{ ref('int_campaign_hold_days') }}

),

contacts_selected as (

    select
        selected.walk_rank,
        gated.campaign_id,
        gated.rank_score,
        gated.planned_send_at,
        gated.is_service

    from selected

    inner join gated
        on
            selected.customer_key = gated.customer_key
            and selected.campaign_channel_key = gated.campaign_channel_key

),

rejected as (

    select
        verdicts.walk_rank,
        campaign_channels.campaign_id,
        campaign_channels.channel,
        contacts_selected.campaign_id as blocking_campaign_id,
        contacts_selected.rank_score as blocking_rank_score,
        contacts_selected.planned_send_at as blocking_send_at,
        caps.cap_id as allowing_none_cap_id,
        capped_before.room_needed,
        1 - capacities.campaign_capacity_left as campaign_capacity_needed,
        1 - capacities.channel_capacity_left as channel_capacity_needed,
        campaigns.daily_capacity = 0 as has_no_campaign_capacity,
        channels.daily_capacity = 0 as has_no_channel_capacity,
        hold_days.hold_days,
        verdicts.blocking_rank = 0 as is_blocked_before,
        verdicts.blocking_rank > 0
        and contacts_selected.is_service
        and not campaign_channels.is_service as is_blocked_by_service,
        -- A contact of today is gone tomorrow, and so is what today's capacity was used for.
        case
            when
                verdicts.other_channel_rank = 0
                or (verdicts.campaign_closed_after_rank = 0 and campaigns.daily_capacity > 0)
                or (verdicts.channel_closed_after_rank = 0 and channels.daily_capacity > 0)
                then {{ decision_date() }}
        end as taken_until_date,
        excluded_before.excluded_until_date,
        capped_before.full_until_date

    from verdicts

    inner join campaign_channels
        on verdicts.campaign_channel_key = campaign_channels.campaign_channel_key

    inner join campaigns
        on verdicts.campaign_key = campaigns.campaign_key

    inner join channels
        on campaign_channels.channel = channels.channel

    inner join capacities
        on verdicts.campaign_channel_key = capacities.campaign_channel_key

    inner join hold_days
        on verdicts.campaign_channel_key = hold_days.campaign_channel_key

    left join contacts_selected
        on verdicts.blocking_rank = contacts_selected.walk_rank

    left join excluded_before
        on verdicts.walk_rank = excluded_before.walk_rank

    left join capped_before
        on verdicts.walk_rank = capped_before.walk_rank

    left join caps
        on capped_before.allowing_none_cap_key = caps.cap_key

    where not verdicts.is_selected

),

typed as (

    select
        *,
        greatest(excluded_until_date, taken_until_date, full_until_date) as blocked_until_date,
        case
            when is_blocked_by_service then 'later_day'
            when not is_blocked_before then 'higher_position'
            when allowing_none_cap_id is not null then 'higher_cap'
            when coalesce(has_no_campaign_capacity, false) then 'more_capacity'
            when coalesce(has_no_channel_capacity, false) then 'more_capacity'
            else 'later_day'
        end as remedy_type

    from rejected

),

final as (

    select
        -- ids
        walk_rank,

        -- text
        remedy_type,
        case
            when remedy_type = 'higher_position' then blocking_campaign_id
            when remedy_type = 'higher_cap' then allowing_none_cap_id
            when remedy_type = 'more_capacity' and has_no_campaign_capacity then campaign_id
            when remedy_type = 'more_capacity' then channel
        end as remedy_id,

        -- numbers
        case
            when remedy_type = 'higher_position' and {{ walks_by_score() }}
                then blocking_rank_score
            when remedy_type = 'higher_cap' then room_needed
            when remedy_type = 'more_capacity' and has_no_campaign_capacity
                then campaign_capacity_needed
            when remedy_type = 'more_capacity' then channel_capacity_needed
        end as remedy_value,

        -- times
        case
            when remedy_type = 'higher_position' and not {{ walks_by_score() }}
                then blocking_send_at
        end as remedy_at,
        case
            when is_blocked_by_service
                then {{ add_days(decision_date(), 'hold_days') }}
            when remedy_type <> 'higher_position'
                then {{ add_days('blocked_until_date', 1) }}
        end as remedy_date

    from typed

)

select * from final
