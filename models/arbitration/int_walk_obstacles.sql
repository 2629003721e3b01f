{#
    Grain: one row per rejected candidate that contacts before it stood in the way
    of, with what they were: the same campaign on another channel, the first that
    excludes it, the first cap they filled for it. Worked out once, at the end; what
    was in the ledger before the walk has rank 0.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

selected as (

    select * from {{ ref('int_walk_selected') }}

),

exclusions as (

    select * from {{ ref('int_exclusions_of_campaigns') }}

),

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

caps_of_campaigns as (

    select * from {{ ref('int_caps_of_campaigns') }}

),

caps_of_customers as (

    select * from {{ ref('int_caps_of_customers') }}

),

caps_closed as (

    select * from {{ ref('int_caps_closed') }}

),

reached_before as (

    select * from {{ ref('int_campaigns_reached_before') }}

),

excluded_before as (

    select * from {{ ref('int_candidates_excluded_before') }}

),

capped_before as (

    select * from {{ ref('int_candidates_capped_before') }}

),

rejected as (

    select candidates.*

    from candidates

    left join selected
        on candidates.walk_rank = selected.walk_rank

    where selected.walk_rank is null

),

contacts_in_the_way as (

    select
        rejected.walk_rank,
        selected.walk_rank as blocking_rank,
        case when rejected.campaign_key = selected.campaign_key then selected.walk_rank end
            as other_channel_rank,
        case when rejected.campaign_key <> selected.campaign_key then selected.walk_rank end
            as excluding_rank,
        cast(null as bigint) as cap_key

    from rejected

    inner join selected
        on
            rejected.customer_key = selected.customer_key
            and rejected.walk_rank > selected.walk_rank

    left join exclusions
        on
            selected.campaign_key = exclusions.blocking_campaign_key
            and rejected.campaign_key = exclusions.blocked_campaign_key

    where
        rejected.campaign_key = selected.campaign_key
        or exclusions.blocked_campaign_key is not null

),

caps_of_customers_in_the_way as (

    select
        rejected.walk_rank,
        caps_closed.closed_after_rank as blocking_rank,
        cast(null as bigint) as other_channel_rank,
        cast(null as bigint) as excluding_rank,
        caps_closed.cap_key

    from rejected

    inner join caps_closed
        on
            caps_closed.unit = 'customer'
            and rejected.customer_key = caps_closed.unit_key
            and rejected.walk_rank > caps_closed.closed_after_rank

    inner join caps_of_campaigns
        on
            caps_closed.cap_key = caps_of_campaigns.cap_key
            and rejected.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_obeyed

),

caps_of_addresses_in_the_way as (

    select
        rejected.walk_rank,
        caps_closed.closed_after_rank as blocking_rank,
        cast(null as bigint) as other_channel_rank,
        cast(null as bigint) as excluding_rank,
        caps_closed.cap_key

    from rejected

    inner join caps_closed
        on
            caps_closed.unit = 'contact_point'
            and rejected.contact_point_key = caps_closed.unit_key
            and rejected.walk_rank > caps_closed.closed_after_rank

    inner join caps_of_campaigns
        on
            caps_closed.cap_key = caps_of_campaigns.cap_key
            and rejected.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_obeyed

    inner join caps
        on caps_closed.cap_key = caps.cap_key

    left join caps_of_customers
        on
            caps_closed.cap_key = caps_of_customers.cap_key
            and rejected.customer_key = caps_of_customers.customer_key

    where
        not caps.is_personal
        or caps_of_customers.customer_key is not null

),

ledger_in_the_way as (

    select
        rejected.walk_rank,
        0 as blocking_rank,
        0 as other_channel_rank,
        cast(null as bigint) as excluding_rank,
        cast(null as bigint) as cap_key

    from rejected

    inner join reached_before
        on
            rejected.customer_key = reached_before.customer_key
            and rejected.campaign_key = reached_before.campaign_key

    union all

    select
        walk_rank,
        0 as blocking_rank,
        cast(null as bigint) as other_channel_rank,
        0 as excluding_rank,
        cast(null as bigint) as cap_key

    from excluded_before

    union all

    select
        walk_rank,
        0 as blocking_rank,
        cast(null as bigint) as other_channel_rank,
        cast(null as bigint) as excluding_rank,
        cap_key

    from capped_before

),

in_the_way as (

    select * from ledger_in_the_way

    union all

    select * from contacts_in_the_way

    union all

    select * from caps_of_customers_in_the_way

    union all

    select * from caps_of_addresses_in_the_way

),

final as (

    select
        -- ids
        walk_rank,

        -- numbers
        min(blocking_rank) as first_blocking_rank,
        min(other_channel_rank) as other_channel_rank,
        min(excluding_rank) as excluding_rank,
        min(cap_key) as cap_key

    from in_the_way

    group by walk_rank

)

select * from final
