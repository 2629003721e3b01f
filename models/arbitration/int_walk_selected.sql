{{ config(materialized='rounds', meta={'input': 'int_candidates_open', 'keep': 'is_selected'}) }}

{#
    Grain: one row per candidate the walk selects, with the round that did. One
    run of this statement is one round: it leaves out what is blocked by now, marks
    what is selected, and hands the rest to the next.

    What the last round selected now blocks what stands behind it: the same
    campaign on another channel, what it excludes, what its caps have no room left
    for, and campaigns and channels that are full. Contacts only grow, so that is
    final. Of the candidates that are free of all that, the first of its customer
    is selected, provided it also stands among the first of its campaign and its
    channel, up to what is left of a scarce one, and before all others at its
    address where a cap counts by address. That is exactly what a walk in order,
    one by one, decides.
#}
with

candidates as (

    select * from {{ ref('int_candidates_open') }}

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

counts_before as (

    select * from {{ ref('int_cap_counts_before') }}

),

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

capacities as (

    select * from {{ ref('int_capacities_left') }}

),

selected as (

    select * from {{ this }}

),

last_round as (

    select coalesce(max(round_number), 0) as round_number from selected

),

-- One contact of a customer at most: a round selects the first that is free.
selected_last as (

    select selected.*

    from selected

    inner join last_round
        on selected.round_number = last_round.round_number

),

-- A contact rules out its own campaign, on every channel, and those it excludes.
campaigns_ruled_out as (

    select
        campaign_key as blocking_campaign_key,
        campaign_key as blocked_campaign_key

    from campaigns

    union all

    select
        blocking_campaign_key,
        blocked_campaign_key

    from exclusions

),

blocked_by_contact as (

    select candidates.walk_rank

    from candidates

    inner join selected_last
        on candidates.customer_key = selected_last.customer_key

    inner join campaigns_ruled_out
        on
            selected_last.campaign_key = campaigns_ruled_out.blocking_campaign_key
            and candidates.campaign_key = campaigns_ruled_out.blocked_campaign_key

),

-- Only customers and addresses that the last round reached can have filled a cap.
selected_of_units_reached as (

    select selected.*

    from selected

    where
        selected.customer_key in (select selected_last.customer_key from selected_last)
        or selected.contact_point_key in (
            select selected_last.contact_point_key from selected_last
        )

),

cap_contacts_today as (

    select
        caps_of_campaigns.cap_key,
        case
            when caps_of_campaigns.unit = 'contact_point'
                then selected_of_units_reached.contact_point_key
            else selected_of_units_reached.customer_key
        end as unit_key

    from selected_of_units_reached

    inner join caps_of_campaigns
        on
            selected_of_units_reached.campaign_channel_key
            = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_counted

),

cap_counts_today as (

    select
        cap_key,
        unit_key,
        count(*) as contact_count

    from cap_contacts_today

    group by cap_key, unit_key

),

cap_units_full as (

    select
        cap_counts_today.cap_key,
        cap_counts_today.unit_key,
        caps.unit

    from cap_counts_today

    inner join caps
        on cap_counts_today.cap_key = caps.cap_key

    left join counts_before
        on
            cap_counts_today.cap_key = counts_before.cap_key
            and cap_counts_today.unit_key = counts_before.unit_key

    left join caps_of_customers
        on
            caps.is_customer_wish
            and cap_counts_today.cap_key = caps_of_customers.cap_key
            and cap_counts_today.unit_key = caps_of_customers.customer_key

    where
        cap_counts_today.contact_count + coalesce(counts_before.contact_count, 0)
        >= coalesce(caps_of_customers.max_contacts, caps.max_contacts)

),

candidates_of_units_full as (

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        cap_units_full.cap_key

    from candidates

    inner join cap_units_full
        on
            cap_units_full.unit = 'customer'
            and candidates.customer_key = cap_units_full.unit_key

    union all

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,
        cap_units_full.cap_key

    from candidates

    inner join cap_units_full
        on
            cap_units_full.unit = 'contact_point'
            and candidates.contact_point_key = cap_units_full.unit_key

),

blocked_by_cap as (

    select candidates_of_units_full.walk_rank

    from candidates_of_units_full

    inner join caps_of_campaigns
        on
            candidates_of_units_full.cap_key = caps_of_campaigns.cap_key
            and candidates_of_units_full.campaign_channel_key
            = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_obeyed

    inner join caps
        on candidates_of_units_full.cap_key = caps.cap_key

    left join caps_of_customers
        on
            candidates_of_units_full.cap_key = caps_of_customers.cap_key
            and candidates_of_units_full.customer_key = caps_of_customers.customer_key

    where
        not caps.is_personal
        or caps_of_customers.customer_key is not null

),

used_by_campaigns as (

    select
        campaign_key,
        count(*) as contact_count

    from selected

    group by campaign_key

),

used_by_channels as (

    select
        capacities.channel,
        count(*) as contact_count

    from selected

    inner join capacities
        on selected.campaign_channel_key = capacities.campaign_channel_key

    group by capacities.channel

),

-- Null where a campaign, or a channel, is not scarce.
rooms as (

    select
        capacities.campaign_channel_key,
        capacities.channel,
        capacities.campaign_capacity_left - coalesce(used_by_campaigns.contact_count, 0)
            as campaign_room,
        capacities.channel_capacity_left - coalesce(used_by_channels.contact_count, 0)
            as channel_room

    from capacities

    left join used_by_campaigns
        on capacities.campaign_key = used_by_campaigns.campaign_key

    left join used_by_channels
        on capacities.channel = used_by_channels.channel

),

free as (

    select
        candidates.*,
        rooms.channel,
        rooms.campaign_room,
        rooms.channel_room

    from candidates

    inner join rooms
        on candidates.campaign_channel_key = rooms.campaign_channel_key

    left join blocked_by_contact
        on candidates.walk_rank = blocked_by_contact.walk_rank

    left join blocked_by_cap
        on candidates.walk_rank = blocked_by_cap.walk_rank

    where
        blocked_by_contact.walk_rank is null
        and blocked_by_cap.walk_rank is null
        and coalesce(rooms.campaign_room, 1) > 0
        and coalesce(rooms.channel_room, 1) > 0

),

first_of_customers as (

    select min(walk_rank) as walk_rank

    from free

    group by customer_key

),

first_at_addresses as (

    select
        contact_point_key,
        min(case when obeys_address_caps then walk_rank end) as first_obeying_rank,
        min(case when counts_to_address_caps then walk_rank end) as first_counting_rank

    from free

    where
        obeys_address_caps
        or counts_to_address_caps

    group by contact_point_key

),

placed_in_campaigns as (

    select
        walk_rank,
        row_number() over (
            partition by campaign_key
            order by walk_rank asc
        ) as place

    from free

    where campaign_room is not null

),

placed_in_channels as (

    select
        walk_rank,
        row_number() over (
            partition by channel
            order by walk_rank asc
        ) as place

    from free

    where channel_room is not null

),

selected_now as (

    select free.walk_rank

    from free

    inner join first_of_customers
        on free.walk_rank = first_of_customers.walk_rank

    left join first_at_addresses
        on free.contact_point_key = first_at_addresses.contact_point_key

    left join placed_in_campaigns
        on free.walk_rank = placed_in_campaigns.walk_rank

    left join placed_in_channels
        on free.walk_rank = placed_in_channels.walk_rank

    where
        (
            not free.obeys_address_caps
            or coalesce(first_at_addresses.first_counting_rank, free.walk_rank)
            >= free.walk_rank
        )
        and (
            not free.counts_to_address_caps
            or coalesce(first_at_addresses.first_obeying_rank, free.walk_rank)
            >= free.walk_rank
        )
        and (free.campaign_room is null or placed_in_campaigns.place <= free.campaign_room)
        and (free.channel_room is null or placed_in_channels.place <= free.channel_room)

),

final as (

    select
        -- ids
        free.walk_rank,
        free.customer_key,
        free.contact_point_key,
        free.campaign_key,
        free.campaign_channel_key,

        -- numbers
        last_round.round_number + 1 as round_number,

        -- booleans
        free.obeys_address_caps,
        free.counts_to_address_caps,
        selected_now.walk_rank is not null as is_selected

    from free

    cross join last_round

    left join selected_now
        on free.walk_rank = selected_now.walk_rank

)

select * from final
