{#
    Grain: one row per contending candidate that is not selected and has something in
    its way beside the caps its customer filled: the ledger, contacts of today that
    exclude it or are of the same campaign, and addresses that are full. What was there
    before the walk has rank 0.
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

addresses_closed as (

    select * from {{ ref('int_addresses_closed') }}

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

contacts_in_the_way as (

    select
        candidates.walk_rank,
        selected.walk_rank as blocking_rank,
        case when candidates.campaign_key = selected.campaign_key then selected.walk_rank end
            as other_channel_rank,
        case when candidates.campaign_key <> selected.campaign_key then selected.walk_rank end
            as excluding_rank,
        cast(null as int) as cap_key

    from candidates

    inner join selected
        on
            candidates.customer_key = selected.customer_key
            and candidates.walk_rank > selected.walk_rank

    left join exclusions
        on
            selected.campaign_key = exclusions.blocking_campaign_key
            and candidates.campaign_key = exclusions.blocked_campaign_key

    where
        candidates.campaign_key = selected.campaign_key
        or exclusions.blocked_campaign_key is not null

),

full_addresses_in_the_way as (

    select
        candidates.walk_rank,
        addresses_closed.closed_after_rank as blocking_rank,
        cast(null as bigint) as other_channel_rank,
        cast(null as bigint) as excluding_rank,
        addresses_closed.cap_key

    from candidates

    inner join addresses_closed
        on
            candidates.contact_point_key = addresses_closed.contact_point_key
            and candidates.walk_rank > addresses_closed.closed_after_rank

    inner join caps_of_campaigns
        on
            addresses_closed.cap_key = caps_of_campaigns.cap_key
            and candidates.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_obeyed

    inner join caps
        on addresses_closed.cap_key = caps.cap_key

    left join caps_of_customers
        on
            addresses_closed.cap_key = caps_of_customers.cap_key
            and candidates.customer_key = caps_of_customers.customer_key

    where
        not caps.is_personal
        or caps_of_customers.customer_key is not null

),

ledger_in_the_way as (

    select
        candidates.walk_rank,
        0 as blocking_rank,
        0 as other_channel_rank,
        cast(null as bigint) as excluding_rank,
        cast(null as int) as cap_key

    from candidates

    inner join reached_before
        on
            candidates.customer_key = reached_before.customer_key
            and candidates.campaign_key = reached_before.campaign_key

    union all

    select
        walk_rank,
        0 as blocking_rank,
        cast(null as bigint) as other_channel_rank,
        0 as excluding_rank,
        cast(null as int) as cap_key

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

    select * from full_addresses_in_the_way

),

final as (

    select
        -- ids
        walk_rank,
        min(cap_key) as cap_key,

        -- numbers
        min(blocking_rank) as first_blocking_rank,
        min(other_channel_rank) as other_channel_rank,
        min(excluding_rank) as excluding_rank

    from in_the_way

    group by walk_rank

)

select * from final
