{#
    Grain: one row per contending candidate that nothing blocks before the walk
    begins. Contacts only grow, so what the ledger blocks is blocked for good, and
    only what is open here needs to be walked.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

excluded_before as (

    select * from {{ ref('int_candidates_excluded_before') }}

),

capped_before as (

    select * from {{ ref('int_candidates_capped_before') }}

),

capacities as (

    select * from {{ ref('int_capacities_left') }}

),

caps_of_campaigns as (

    select * from {{ ref('int_caps_of_campaigns') }}

),

reached_before as (

    select * from {{ ref('int_campaigns_reached_before') }}

),

-- Who shares an address matters only to caps that count by address.
address_caps_of_campaigns as (

    select
        campaign_channel_key,
        max(case when is_obeyed then 1 else 0 end) = 1 as is_obeyed,
        max(case when is_counted then 1 else 0 end) = 1 as is_counted

    from caps_of_campaigns

    where unit = 'contact_point'

    group by campaign_channel_key

),

-- Of those that contend, so an address may seem shared that is not any more: its
-- candidates are then compared with one another in vain.
addresses_shared as (

    select candidates.contact_point_key

    from candidates

    inner join address_caps_of_campaigns
        on
            candidates.campaign_channel_key
            = address_caps_of_campaigns.campaign_channel_key

    group by candidates.contact_point_key

    having min(candidates.customer_key) <> max(candidates.customer_key)

),

final as (

    select
        -- ids
        candidates.walk_rank,
        candidates.customer_key,
        candidates.contact_point_key,
        candidates.campaign_key,
        candidates.campaign_channel_key,

        -- booleans
        addresses_shared.contact_point_key is not null
        and coalesce(address_caps_of_campaigns.is_obeyed, false) as obeys_address_caps,
        addresses_shared.contact_point_key is not null
        and coalesce(address_caps_of_campaigns.is_counted, false) as counts_to_address_caps

    from candidates

    inner join capacities
        on candidates.campaign_channel_key = capacities.campaign_channel_key

    left join reached_before
        on
            candidates.customer_key = reached_before.customer_key
            and candidates.campaign_key = reached_before.campaign_key

    left join excluded_before
        on candidates.walk_rank = excluded_before.walk_rank

    left join capped_before
        on candidates.walk_rank = capped_before.walk_rank

    left join address_caps_of_campaigns
        on
            candidates.campaign_channel_key
            = address_caps_of_campaigns.campaign_channel_key

    left join addresses_shared
        on candidates.contact_point_key = addresses_shared.contact_point_key

    where
        reached_before.customer_key is null
        and excluded_before.walk_rank is null
        and capped_before.walk_rank is null
        and coalesce(capacities.campaign_capacity_left, 1) > 0
        and coalesce(capacities.channel_capacity_left, 1) > 0

)

select * from final
