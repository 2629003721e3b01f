{#
    Grain: one row per candidate, with its place within its customer, the verdict of
    the walk in words and names and, where it is rejected, the change that would have
    let it through. Those that did not contend have no verdict, and stand behind.

    What only contacts of today stand in the way of would have gone out from a place
    before the first of them, for nothing before that place blocks it. What the
    ledger blocks has room again on a later day, and what is allowed none needs the
    cap or the capacity to be higher. Marketing never comes before service; what a
    service message blocks can go out when that message no longer counts.
#}
with

candidates as (

    select * from {{ ref('int_candidates_gated') }}

),

-- Imported once for each reader: what several share an engine first copies into memory.
candidates_to_place as (

    select
        customer_key,
        campaign_id,
        campaign_channel_key,
        channel,
        gate_reason,
        is_service,
        rank_score,
        strength,
        triggered_at,
        channel_rank

    from {{ ref('int_candidates_gated') }}

),

candidates_to_name as (

    select
        customer_key,
        campaign_id,
        campaign_channel_key,
        is_service,
        rank_score,
        planned_send_at

    from {{ ref('int_candidates_gated') }}

),

verdicts as (

    select * from {{ ref('int_walk_decided') }}

),

verdicts_to_count as (

    select customer_key from {{ ref('int_walk_decided') }}

),

selected as (

    select * from {{ ref('int_walk_selected') }}

),

states as (

    select * from {{ ref('int_walk_states') }}

),

excluded_before as (

    select * from {{ ref('int_candidates_excluded_before') }}

),

capped_before as (

    select * from {{ ref('int_candidates_capped_before') }}

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

caps_of_customers as (

    select * from {{ ref('int_caps_of_customers') }}

),

hold_days as (

    select * from {{ ref('int_campaign_hold_days') }}

),

contacts_already_published as (

    select * from {{ ref('int_contacts_already_published') }}

),

verdicts_placed as (

    select
        verdicts.walk_rank,
        verdicts.customer_key,
        verdicts.campaign_channel_key,
        verdicts.is_selected,
        verdicts.cap_key,
        verdicts.other_channel_rank,
        verdicts.excluding_rank,
        verdicts.campaign_closed_after_rank,
        verdicts.channel_closed_after_rank,
        -- What blocked it first of all, as it stands in the walk.
        least(verdicts.blocking_rank, states.after_rank) as blocking_rank,
        row_number() over (
            partition by verdicts.customer_key
            order by verdicts.walk_rank asc
        ) as walk_position

    from verdicts

    left join states
        on
            verdicts.customer_key = states.customer_key
            and verdicts.filling_contact_number = states.contact_number

),

contenders as (

    select
        customer_key,
        count(*) as candidate_count

    from verdicts_to_count

    group by customer_key

),

others_placed as (

    select
        candidates_to_place.customer_key,
        candidates_to_place.campaign_channel_key,
        coalesce(contenders.candidate_count, 0) + row_number() over (
            partition by candidates_to_place.customer_key
            order by
                case when candidates_to_place.is_service then 0 else 1 end asc,
                candidates_to_place.rank_score desc,
                candidates_to_place.strength desc,
                candidates_to_place.triggered_at desc,
                candidates_to_place.campaign_id asc,
                candidates_to_place.channel_rank asc,
                candidates_to_place.channel asc
        ) as walk_position

    from candidates_to_place

    left join contacts_already_published
        on
            candidates_to_place.customer_key = contacts_already_published.customer_key
            and candidates_to_place.campaign_channel_key
            = contacts_already_published.campaign_channel_key

    left join contenders
        on candidates_to_place.customer_key = contenders.customer_key

    where
        candidates_to_place.gate_reason is not null
        or contacts_already_published.customer_key is not null

),

contacts_selected as (

    select
        selected.walk_rank,
        candidates_to_name.campaign_id,
        candidates_to_name.rank_score,
        candidates_to_name.planned_send_at,
        candidates_to_name.is_service

    from selected

    inner join candidates_to_name
        on
            selected.customer_key = candidates_to_name.customer_key
            and selected.campaign_channel_key = candidates_to_name.campaign_channel_key

),

reasoned as (

    select
        candidates.*,
        verdicts_placed.walk_rank,
        coalesce(verdicts_placed.walk_position, others_placed.walk_position) as walk_position,
        verdicts_placed.cap_key,
        verdicts_placed.blocking_rank,
        verdicts_placed.other_channel_rank,
        verdicts_placed.excluding_rank,
        verdicts_placed.campaign_closed_after_rank,
        verdicts_placed.channel_closed_after_rank,
        case
            when verdicts_placed.walk_rank is null then null
            when verdicts_placed.is_selected then 'selected'
            when verdicts_placed.other_channel_rank is not null then 'other_channel_selected'
            when verdicts_placed.excluding_rank is not null then 'excluded'
            when verdicts_placed.cap_key is not null then 'capped'
            else 'capacity'
        end as reason

    from candidates

    left join verdicts_placed
        on
            candidates.customer_key = verdicts_placed.customer_key
            and candidates.campaign_channel_key = verdicts_placed.campaign_channel_key

    left join others_placed
        on
            candidates.customer_key = others_placed.customer_key
            and candidates.campaign_channel_key = others_placed.campaign_channel_key

),

named as (

    select
        reasoned.*,
        contacts_blocking.campaign_id as blocking_campaign_id,
        contacts_blocking.rank_score as blocking_rank_score,
        contacts_blocking.planned_send_at as blocking_send_at,
        coalesce(excluded_before.blocking_campaign_id, contacts_excluding.campaign_id)
            as excluding_campaign_id,
        coalesce(excluded_before.contact_date, {{ decision_date() }}) as excluding_date,
        caps.cap_id,
        coalesce(caps_of_customers.max_contacts, caps.max_contacts) as max_contacts,
        caps_allowing_none.cap_id as allowing_none_cap_id,
        capped_before.room_needed,
        campaigns.daily_capacity as campaign_capacity,
        channels.daily_capacity as channel_capacity,
        capacities.campaign_capacity_left,
        capacities.channel_capacity_left,
        hold_days.hold_days,
        coalesce(contacts_blocking.is_service, false) and not reasoned.is_service
            as is_blocked_by_service,
        excluded_before.excluded_until_date,
        capped_before.full_until_date,
        -- A contact of today is gone tomorrow, and so is what today's capacity was used for.
        case
            when
                reasoned.other_channel_rank = 0
                or (reasoned.campaign_closed_after_rank = 0 and campaigns.daily_capacity > 0)
                or (reasoned.channel_closed_after_rank = 0 and channels.daily_capacity > 0)
                then {{ decision_date() }}
        end as taken_until_date

    from reasoned

    inner join capacities
        on reasoned.campaign_channel_key = capacities.campaign_channel_key

    inner join campaigns
        on capacities.campaign_key = campaigns.campaign_key

    inner join channels
        on capacities.channel = channels.channel

    inner join hold_days
        on reasoned.campaign_channel_key = hold_days.campaign_channel_key

    left join caps
        on reasoned.cap_key = caps.cap_key

    left join caps_of_customers
        on
            caps.is_customer_wish
            and reasoned.cap_key = caps_of_customers.cap_key
            and reasoned.customer_key = caps_of_customers.customer_key

    left join excluded_before
        on reasoned.walk_rank = excluded_before.walk_rank

    left join capped_before
        on reasoned.walk_rank = capped_before.walk_rank

    left join caps as caps_allowing_none
        on capped_before.allowing_none_cap_key = caps_allowing_none.cap_key

    left join contacts_selected as contacts_blocking
        on reasoned.blocking_rank = contacts_blocking.walk_rank

    left join contacts_selected as contacts_excluding
        on reasoned.excluding_rank = contacts_excluding.walk_rank

),

remedied as (

    select
        *,
        greatest(excluded_until_date, taken_until_date, full_until_date) as blocked_until_date,
        case
            when reason is null or reason = 'selected' then null
            when is_blocked_by_service then 'later_day'
            when blocking_rank > 0 then 'higher_position'
            when allowing_none_cap_id is not null then 'higher_cap'
            when campaign_capacity = 0 or channel_capacity = 0 then 'more_capacity'
            else 'later_day'
        end as remedy_type

    from named

),

final as (

    select
        -- ids
        decision_id,
        customer_id,
        customer_key,
        campaign_id,
        channel,
        campaign_channel_key,
        trigger_id,

        -- text
        campaign_group,
        topic,
        purpose,
        contact_point,
        gate_reason,
        case
            when reason is null then null
            when reason = 'selected' then 'selected'
            else 'rejected'
        end as outcome,
        reason,
        case
            when reason is null then null
            when reason = 'selected' then 'none'
            when reason = 'capped' then 'cap'
            when reason = 'capacity' then 'capacity'
            else 'campaign'
        end as blocked_by_type,
        case
            when reason = 'other_channel_selected' then campaign_id
            when reason = 'excluded' then excluding_campaign_id
            when reason = 'capped' then cap_id
            when reason = 'capacity' and campaign_closed_after_rank is not null
                then campaign_id
            when reason = 'capacity' then channel
        end as blocked_by_id,
        remedy_type,
        case
            when remedy_type = 'higher_position' then blocking_campaign_id
            when remedy_type = 'higher_cap' then allowing_none_cap_id
            when remedy_type = 'more_capacity' and campaign_capacity = 0 then campaign_id
            when remedy_type = 'more_capacity' then channel
        end as remedy_id,

        -- numbers
        draw,
        rank_score,
        strength,
        channel_rank,
        walk_rank,
        walk_position,
        case
            when reason = 'capped' then max_contacts
            when reason = 'capacity' and campaign_closed_after_rank is not null
                then campaign_capacity
            when reason = 'capacity' then channel_capacity
        end as blocked_by_limit,
        case
            when remedy_type = 'higher_position' and {{ walks_by_score() }}
                then blocking_rank_score
            when remedy_type = 'higher_cap' then room_needed
            when remedy_type = 'more_capacity' and campaign_capacity = 0
                then 1 - campaign_capacity_left
            when remedy_type = 'more_capacity' then 1 - channel_capacity_left
        end as remedy_value,

        -- booleans
        is_service,

        -- times
        triggered_at,
        planned_send_at,
        send_before_at,
        case
            when reason = 'other_channel_selected' then {{ decision_date() }}
            when reason = 'excluded' then excluding_date
        end as blocked_by_date,
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

    from remedied

)

select * from final
