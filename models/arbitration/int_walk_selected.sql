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

-- Customers whose contacts filled the same caps are in the same state.
states as (

    select distinct caps_filled

    from selected_last

    where caps_filled is not null

),

channels_closed_in_states as (

    select distinct
        states.caps_filled,
        caps_of_campaigns.campaign_channel_key

    from states

    inner join caps_of_campaigns
        on
            caps_of_campaigns.is_obeyed
            and {{ is_in_key_set('caps_of_campaigns.cap_key', 'states.caps_filled') }}

),

-- Only addresses that the last round reached can have been filled by it.
address_counts_today as (

    select
        caps_of_campaigns.cap_key,
        selected.contact_point_key,
        count(*) as contact_count

    from selected

    inner join caps_of_campaigns
        on
            selected.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.unit = 'contact_point'
            and caps_of_campaigns.is_counted

    where
        selected.contact_point_key in (
            select selected_last.contact_point_key from selected_last
        )

    group by caps_of_campaigns.cap_key, selected.contact_point_key

),

addresses_full as (

    select
        address_counts_today.cap_key,
        address_counts_today.contact_point_key,
        caps.is_personal

    from address_counts_today

    inner join caps
        on address_counts_today.cap_key = caps.cap_key

    left join counts_before
        on
            address_counts_today.cap_key = counts_before.cap_key
            and address_counts_today.contact_point_key = counts_before.unit_key

    where
        address_counts_today.contact_count + coalesce(counts_before.contact_count, 0)
        >= caps.max_contacts

),

blocked_at_addresses as (

    select candidates.walk_rank

    from candidates

    inner join addresses_full
        on candidates.contact_point_key = addresses_full.contact_point_key

    inner join caps_of_campaigns
        on
            addresses_full.cap_key = caps_of_campaigns.cap_key
            and candidates.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_obeyed

    left join caps_of_customers
        on
            addresses_full.cap_key = caps_of_customers.cap_key
            and candidates.customer_key = caps_of_customers.customer_key

    where
        not addresses_full.is_personal
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
        capacities.campaign_key,
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

    select candidates.*

    from candidates

    inner join rooms
        on candidates.campaign_channel_key = rooms.campaign_channel_key

    left join selected_last
        on candidates.customer_key = selected_last.customer_key

    left join campaigns_ruled_out
        on
            selected_last.campaign_key = campaigns_ruled_out.blocking_campaign_key
            and candidates.campaign_key = campaigns_ruled_out.blocked_campaign_key

    left join channels_closed_in_states
        on
            selected_last.caps_filled = channels_closed_in_states.caps_filled
            and candidates.campaign_channel_key
            = channels_closed_in_states.campaign_channel_key

    left join blocked_at_addresses
        on candidates.walk_rank = blocked_at_addresses.walk_rank

    where
        campaigns_ruled_out.blocked_campaign_key is null
        and channels_closed_in_states.campaign_channel_key is null
        and blocked_at_addresses.walk_rank is null
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
        rooms.campaign_key,
        rooms.campaign_room,
        free.walk_rank,
        row_number() over (
            partition by rooms.campaign_key
            order by free.walk_rank asc
        ) as place

    from free

    inner join rooms
        on
            free.campaign_channel_key = rooms.campaign_channel_key
            and rooms.campaign_room is not null

),

placed_in_channels as (

    select
        rooms.channel,
        rooms.channel_room,
        free.walk_rank,
        row_number() over (
            partition by rooms.channel
            order by free.walk_rank asc
        ) as place

    from free

    inner join rooms
        on
            free.campaign_channel_key = rooms.campaign_channel_key
            and rooms.channel_room is not null

),

-- As far as there is room; null where there is room for all.
last_with_room as (

    select
        rooms.campaign_channel_key,
        least(placed_in_campaigns.walk_rank, placed_in_channels.walk_rank) as last_rank

    from rooms

    left join placed_in_campaigns
        on
            rooms.campaign_key = placed_in_campaigns.campaign_key
            and placed_in_campaigns.place = placed_in_campaigns.campaign_room

    left join placed_in_channels
        on
            rooms.channel = placed_in_channels.channel
            and placed_in_channels.place = placed_in_channels.channel_room

),

selected_now as (

    select
        free.walk_rank,
        free.customer_key,
        free.campaign_channel_key

    from free

    inner join first_of_customers
        on free.walk_rank = first_of_customers.walk_rank

    inner join last_with_room
        on free.campaign_channel_key = last_with_room.campaign_channel_key

    left join first_at_addresses
        on free.contact_point_key = first_at_addresses.contact_point_key

    where
        free.walk_rank <= coalesce(last_with_room.last_rank, free.walk_rank)
        and (
            not free.obeys_address_caps
            or coalesce(first_at_addresses.first_counting_rank, free.walk_rank)
            >= free.walk_rank
        )
        and (
            not free.counts_to_address_caps
            or coalesce(first_at_addresses.first_obeying_rank, free.walk_rank)
            >= free.walk_rank
        )

),

contacts_today as (

    select
        selected.customer_key,
        selected.campaign_channel_key,
        false as is_new

    from selected

    where
        selected.customer_key in (select selected_now.customer_key from selected_now)

    union all

    select
        customer_key,
        campaign_channel_key,
        true as is_new

    from selected_now

),

cap_counts_today as (

    select
        caps_of_campaigns.cap_key,
        contacts_today.customer_key,
        count(*) as contact_count

    from contacts_today

    inner join caps_of_campaigns
        on
            contacts_today.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.unit = 'customer'
            and caps_of_campaigns.is_counted

    group by caps_of_campaigns.cap_key, contacts_today.customer_key

    having max(case when contacts_today.is_new then 1 else 0 end) = 1

),

-- A contact fills the caps whose last room it takes.
caps_filled as (

    select
        cap_counts_today.customer_key,
        {{ key_set('cap_counts_today.cap_key') }} as caps_filled

    from cap_counts_today

    inner join caps
        on cap_counts_today.cap_key = caps.cap_key

    left join counts_before
        on
            cap_counts_today.cap_key = counts_before.cap_key
            and cap_counts_today.customer_key = counts_before.unit_key

    left join caps_of_customers
        on
            caps.is_personal
            and cap_counts_today.cap_key = caps_of_customers.cap_key
            and cap_counts_today.customer_key = caps_of_customers.customer_key

    where
        cap_counts_today.contact_count + coalesce(counts_before.contact_count, 0)
        = coalesce(caps_of_customers.max_contacts, caps.max_contacts)
        and (not caps.is_personal or caps_of_customers.customer_key is not null)

    group by cap_counts_today.customer_key

),

settled as (

    select
        selected_now.customer_key,
        selected_now.walk_rank,
        caps_filled.caps_filled

    from selected_now

    left join caps_filled
        on selected_now.customer_key = caps_filled.customer_key

),

final as (

    select
        -- ids
        free.walk_rank,
        free.customer_key,
        free.contact_point_key,
        free.campaign_key,
        free.campaign_channel_key,

        -- text
        case when free.walk_rank = settled.walk_rank then settled.caps_filled end as caps_filled,

        -- numbers
        last_round.round_number + 1 as round_number,

        -- booleans
        free.obeys_address_caps,
        free.counts_to_address_caps,
        coalesce(free.walk_rank = settled.walk_rank, false) as is_selected

    from free

    cross join last_round

    left join settled
        on free.customer_key = settled.customer_key

)

select * from final
