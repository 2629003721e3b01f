{{ config(materialized='rounds') }}

{#
    Grain: one row per contending candidate, settled: selected or not, and in
    which round. One run of this statement is one round.

    A candidate is turned away as soon as a contact that stands before it blocks
    it; contacts only grow, so that is final. It is selected when it is the first
    unsettled one of its customer and of its contact point, nothing blocks it,
    and, where capacity is scarce, it stands among the first unsettled ones up
    to what is left. That is exactly what a walk in order, one by one, decides.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

candidate_caps as (

    select * from {{ ref('int_candidate_caps_listed') }}

),

exclusions as (

    select * from {{ ref('int_exclusions_of_campaigns') }}

),

excluded_by_ledger as (

    select * from {{ ref('int_exclusions_from_ledger') }}

),

contacts_today as (

    select distinct
        customer_id,
        campaign_id

    from {{ ref('int_contacts_counting') }}

    where contact_date = {{ decision_date() }}

),

capacities as (

    select * from {{ ref('int_capacities_left') }}

),

settled as (

    select * from {{ this }}

),

last_round as (

    select coalesce(max(round_number), 0) as round_number from settled

),

unsettled as (

    select candidates.*

    from candidates

    left join settled
        on candidates.walk_rank = settled.walk_rank

    where settled.walk_rank is null

),

selected as (

    select candidates.*

    from candidates

    inner join settled
        on candidates.walk_rank = settled.walk_rank

    where settled.is_selected

),

-- The same campaign has reached the customer today on another channel.
blocked_by_other_channel as (

    select unsettled.walk_rank

    from unsettled

    inner join selected
        on
            unsettled.customer_id = selected.customer_id
            and unsettled.campaign_id = selected.campaign_id

    union

    select unsettled.walk_rank

    from unsettled

    inner join contacts_today
        on
            unsettled.customer_id = contacts_today.customer_id
            and unsettled.campaign_id = contacts_today.campaign_id

),

blocked_by_exclusion as (

    select unsettled.walk_rank

    from unsettled

    inner join selected
        on unsettled.customer_id = selected.customer_id

    inner join exclusions
        on
            selected.campaign_id = exclusions.blocking_campaign_id
            and unsettled.campaign_id = exclusions.blocked_campaign_id

    where unsettled.obeys_exclusions

    union

    select unsettled.walk_rank

    from unsettled

    inner join excluded_by_ledger
        on
            unsettled.customer_id = excluded_by_ledger.customer_id
            and unsettled.campaign_id = excluded_by_ledger.blocked_campaign_id

    where unsettled.obeys_exclusions

),

cap_counts_today as (

    select
        candidate_caps.cap_id,
        candidate_caps.unit_key,
        count(*) as contact_count

    from candidate_caps

    inner join selected
        on candidate_caps.walk_rank = selected.walk_rank

    where candidate_caps.is_counted

    group by candidate_caps.cap_id, candidate_caps.unit_key

),

blocked_by_cap as (

    select distinct unsettled.walk_rank

    from unsettled

    inner join candidate_caps
        on
            unsettled.walk_rank = candidate_caps.walk_rank
            and candidate_caps.is_obeyed

    left join cap_counts_today
        on
            candidate_caps.cap_id = cap_counts_today.cap_id
            and candidate_caps.unit_key = cap_counts_today.unit_key

    where candidate_caps.room_before <= coalesce(cap_counts_today.contact_count, 0)

),

capacity_used_today as (

    select
        'campaign' as capacity_type,
        campaign_id as capacity_of,
        count(*) as contact_count

    from selected

    group by campaign_id

    union all

    select
        'channel' as capacity_type,
        channel as capacity_of,
        count(*) as contact_count

    from selected

    group by channel

),

capacities_now as (

    select
        capacities.capacity_type,
        capacities.capacity_of,
        capacities.capacity_left - coalesce(capacity_used_today.contact_count, 0)
            as capacity_left

    from capacities

    left join capacity_used_today
        on
            capacities.capacity_type = capacity_used_today.capacity_type
            and capacities.capacity_of = capacity_used_today.capacity_of

),

unsettled_with_capacity as (

    select
        unsettled.*,
        of_campaign.capacity_left as campaign_capacity_left,
        of_channel.capacity_left as channel_capacity_left

    from unsettled

    left join capacities_now as of_campaign
        on
            of_campaign.capacity_type = 'campaign'
            and unsettled.campaign_id = of_campaign.capacity_of

    left join capacities_now as of_channel
        on
            of_channel.capacity_type = 'channel'
            and unsettled.channel = of_channel.capacity_of

),

blocked as (

    select walk_rank from blocked_by_other_channel

    union

    select walk_rank from blocked_by_exclusion

    union

    select walk_rank from blocked_by_cap

    union

    select walk_rank
    from unsettled_with_capacity
    where
        campaign_capacity_left <= 0
        or channel_capacity_left <= 0

),

free as (

    select unsettled_with_capacity.*

    from unsettled_with_capacity

    left join blocked
        on unsettled_with_capacity.walk_rank = blocked.walk_rank

    where blocked.walk_rank is null

),

free_placed as (

    select
        walk_rank,
        campaign_capacity_left,
        channel_capacity_left,
        row_number() over (
            partition by customer_id
            order by walk_rank asc
        ) as place_of_customer,
        row_number() over (
            partition by contact_point_key
            order by walk_rank asc
        ) as place_of_contact_point,
        row_number() over (
            partition by campaign_id
            order by walk_rank asc
        ) as place_of_campaign,
        row_number() over (
            partition by channel
            order by walk_rank asc
        ) as place_of_channel

    from free

),

settled_now as (

    select
        walk_rank,
        true as is_selected

    from free_placed

    where
        place_of_customer = 1
        and place_of_contact_point = 1
        and (campaign_capacity_left is null or place_of_campaign <= campaign_capacity_left)
        and (channel_capacity_left is null or place_of_channel <= channel_capacity_left)

    union all

    select
        walk_rank,
        false as is_selected

    from blocked

),

final as (

    select
        settled_now.walk_rank,
        settled_now.is_selected,
        last_round.round_number + 1 as round_number

    from settled_now

    cross join last_round

)

select * from final
