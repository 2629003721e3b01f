{#
    Grain: one row per contending candidate, with its verdict in words and names:
    the outcome and, where it is rejected, the first reason in the order in which
    the walk looks.
#}
with

verdicts as (

    select * from {{ ref('int_walk_decided') }}

),

selected as (

    select * from {{ ref('int_walk_selected') }}

),

excluded_before as (

    select * from {{ ref('int_candidates_excluded_before') }}

),

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

capacities as (

    select * from {{ ref('int_capacities_left') }}

),

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

customers as (

    select * from {{ ref('int_customers_numbered') }}

),

channels as (

    select * from {{ ref('channels') }}

),

reasoned as (

    select
        *,
        case
            when is_selected then 'selected'
            when other_channel_rank is not null then 'other_channel_selected'
            when excluding_rank is not null then 'excluded'
            when cap_key is not null then 'capped'
            else 'capacity'
        end as reason

    from verdicts

),

final as (

    select
        -- ids
        reasoned.walk_rank,
        reasoned.customer_key,
        reasoned.campaign_channel_key,

        -- text
        case when reasoned.is_selected then 'selected' else 'rejected' end as outcome,
        reasoned.reason,
        case reasoned.reason
            when 'selected' then 'none'
            when 'capped' then 'cap'
            when 'capacity' then 'capacity'
            else 'campaign'
        end as blocked_by_type,
        case
            when reasoned.reason = 'other_channel_selected' then campaigns.campaign_id
            when reasoned.reason = 'excluded'
                then coalesce(excluded_before.blocking_campaign_id, excluding_campaigns.campaign_id)
            when reasoned.reason = 'capped' then caps.cap_id
            when reasoned.reason = 'capacity' and reasoned.campaign_closed_after_rank is not null
                then campaigns.campaign_id
            when reasoned.reason = 'capacity' then capacities.channel
        end as blocked_by_id,

        -- numbers
        case
            when reasoned.reason = 'capped' and caps.is_customer_wish
                then customers.max_contacts_per_week
            when reasoned.reason = 'capped' then caps.max_contacts
            when reasoned.reason = 'capacity' and reasoned.campaign_closed_after_rank is not null
                then campaigns.daily_capacity
            when reasoned.reason = 'capacity' then channels.daily_capacity
        end as blocked_by_limit,

        -- times
        case
            when reasoned.reason = 'other_channel_selected' then {{ decision_date() }}
            when reasoned.reason = 'excluded'
                then coalesce(excluded_before.contact_date, {{ decision_date() }})
        end as blocked_by_date

    from reasoned

    inner join campaigns
        on reasoned.campaign_key = campaigns.campaign_key

    inner join capacities
        on reasoned.campaign_channel_key = capacities.campaign_channel_key

    inner join channels
        on capacities.channel = channels.channel

    inner join customers
        on reasoned.customer_key = customers.customer_key

    left join caps
        on reasoned.cap_key = caps.cap_key

    left join excluded_before
        on reasoned.walk_rank = excluded_before.walk_rank

    left join selected
        on reasoned.excluding_rank = selected.walk_rank

    left join campaigns as excluding_campaigns
        on selected.campaign_key = excluding_campaigns.campaign_key

)

select * from final
