{#
    Grain: one row per contending candidate that was not selected, with the first
    thing that stood in its way when the walk reached it, in the order in which the
    walk looks: the campaign on another channel, an exclusion, a cap, a capacity.
    Worked out once, at the end, against what was selected before it.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

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

capped_before as (

    select * from {{ ref('int_candidates_capped_before') }}

),

capacities as (

    select * from {{ ref('int_capacities_left') }}

),

contacts as (

    select * from {{ ref('int_contacts_counting') }}

),

excluded_by_ledger as (

    select * from {{ ref('int_exclusions_from_ledger') }}

),

exclusions as (

    select * from {{ ref('int_exclusions_of_campaigns') }}

),

selected as (

    select *
    from {{ ref('int_walk_settled') }}
    where is_selected

),

rejected as (

    select candidates.*

    from candidates

    left join selected
        on candidates.walk_rank = selected.walk_rank

    where selected.walk_rank is null

),

-- The ledger's contacts of today stood before the walk began, hence rank 0.
reached_today as (

    select
        customer_key,
        campaign_key,
        walk_rank

    from selected

    union all

    select
        contacts.customer_key,
        campaigns.campaign_key,
        0 as walk_rank

    from contacts

    inner join campaigns
        on contacts.campaign_id = campaigns.campaign_id

    where contacts.contact_date = {{ decision_date() }}

),

other_channels as (

    select distinct rejected.walk_rank

    from rejected

    inner join reached_today
        on
            rejected.customer_key = reached_today.customer_key
            and rejected.campaign_key = reached_today.campaign_key
            and rejected.walk_rank > reached_today.walk_rank

),

excluded_by_walk as (

    select
        rejected.walk_rank,
        min(selected.walk_rank) as blocking_walk_rank

    from rejected

    inner join selected
        on
            rejected.customer_key = selected.customer_key
            and rejected.walk_rank > selected.walk_rank

    inner join exclusions
        on
            selected.campaign_key = exclusions.blocking_campaign_key
            and rejected.campaign_key = exclusions.blocked_campaign_key

    group by rejected.walk_rank

),

cap_contacts_counted as (

    select
        caps_of_campaigns.cap_key,
        caps_of_campaigns.unit,
        case
            when caps_of_campaigns.unit = 'contact_point' then selected.contact_point_key
            else selected.customer_key
        end as unit_key,
        selected.walk_rank

    from selected

    inner join caps_of_campaigns
        on
            selected.campaign_channel_key = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_counted

),

cap_contacts_numbered as (

    select
        cap_contacts_counted.*,
        row_number() over (
            partition by cap_contacts_counted.cap_key, cap_contacts_counted.unit_key
            order by cap_contacts_counted.walk_rank asc
        ) as contact_number

    from cap_contacts_counted

),

-- A cap closes for its unit with the selected contact that takes its last room.
caps_closed as (

    select
        cap_contacts_numbered.cap_key,
        cap_contacts_numbered.unit,
        cap_contacts_numbered.unit_key,
        cap_contacts_numbered.walk_rank as closed_after_rank

    from cap_contacts_numbered

    inner join caps
        on cap_contacts_numbered.cap_key = caps.cap_key

    left join counts_before
        on
            cap_contacts_numbered.cap_key = counts_before.cap_key
            and cap_contacts_numbered.unit_key = counts_before.unit_key

    left join caps_of_customers
        on
            caps.is_customer_wish
            and cap_contacts_numbered.cap_key = caps_of_customers.cap_key
            and cap_contacts_numbered.unit_key = caps_of_customers.customer_key

    where
        cap_contacts_numbered.contact_number + coalesce(counts_before.contact_count, 0)
        = coalesce(caps_of_customers.max_contacts, caps.max_contacts)

),

candidates_of_caps_closed as (

    select
        rejected.walk_rank,
        rejected.customer_key,
        rejected.campaign_channel_key,
        caps_closed.cap_key

    from rejected

    inner join caps_closed
        on
            caps_closed.unit = 'customer'
            and rejected.customer_key = caps_closed.unit_key
            and rejected.walk_rank > caps_closed.closed_after_rank

    union all

    select
        rejected.walk_rank,
        rejected.customer_key,
        rejected.campaign_channel_key,
        caps_closed.cap_key

    from rejected

    inner join caps_closed
        on
            caps_closed.unit = 'contact_point'
            and rejected.contact_point_key = caps_closed.unit_key
            and rejected.walk_rank > caps_closed.closed_after_rank

),

caps_met as (

    select
        candidates_of_caps_closed.walk_rank,
        candidates_of_caps_closed.cap_key

    from candidates_of_caps_closed

    inner join caps_of_campaigns
        on
            candidates_of_caps_closed.cap_key = caps_of_campaigns.cap_key
            and candidates_of_caps_closed.campaign_channel_key
            = caps_of_campaigns.campaign_channel_key
            and caps_of_campaigns.is_obeyed

    inner join caps
        on candidates_of_caps_closed.cap_key = caps.cap_key

    left join caps_of_customers
        on
            candidates_of_caps_closed.cap_key = caps_of_customers.cap_key
            and candidates_of_caps_closed.customer_key = caps_of_customers.customer_key

    where
        not caps.is_personal
        or caps_of_customers.customer_key is not null

    union all

    select
        walk_rank,
        cap_key

    from capped_before

),

first_caps_met as (

    select
        walk_rank,
        min(cap_key) as cap_key

    from caps_met

    group by walk_rank

),

found as (

    select
        rejected.walk_rank,
        rejected.customer_key,
        rejected.campaign_channel_key,
        rejected.campaign_key,
        first_caps_met.cap_key,
        excluded_by_ledger.blocking_campaign_id,
        excluded_by_ledger.contact_date,
        excluded_by_walk.blocking_walk_rank,
        case
            when other_channels.walk_rank is not null then 'other_channel_selected'
            when excluded_by_ledger.customer_key is not null then 'excluded'
            when excluded_by_walk.walk_rank is not null then 'excluded'
            when first_caps_met.walk_rank is not null then 'capped'
            else 'capacity'
        end as reason

    from rejected

    left join other_channels
        on rejected.walk_rank = other_channels.walk_rank

    left join excluded_by_ledger
        on
            rejected.customer_key = excluded_by_ledger.customer_key
            and rejected.campaign_key = excluded_by_ledger.blocked_campaign_key

    left join excluded_by_walk
        on rejected.walk_rank = excluded_by_walk.walk_rank

    left join first_caps_met
        on rejected.walk_rank = first_caps_met.walk_rank

),

-- The contact that takes the last room of a campaign closes it for all behind it.
contacts_of_campaigns as (

    select
        selected.campaign_key,
        selected.walk_rank,
        row_number() over (
            partition by selected.campaign_key
            order by selected.walk_rank asc
        ) as contact_number

    from selected

),

campaign_rooms as (

    select
        campaign_key,
        max(campaign_capacity_left) as campaign_capacity_left

    from capacities

    where campaign_capacity_left is not null

    group by campaign_key

),

campaigns_full as (

    select
        campaign_rooms.campaign_key,
        coalesce(contacts_of_campaigns.walk_rank, 0) as closed_after_rank

    from campaign_rooms

    left join contacts_of_campaigns
        on
            campaign_rooms.campaign_key = contacts_of_campaigns.campaign_key
            and campaign_rooms.campaign_capacity_left = contacts_of_campaigns.contact_number

    where
        campaign_rooms.campaign_capacity_left <= 0
        or contacts_of_campaigns.walk_rank is not null

),

final as (

    select
        -- ids
        found.walk_rank,
        found.customer_key,
        found.campaign_channel_key,

        -- text
        found.reason,
        case found.reason
            when 'capped' then 'cap'
            when 'capacity' then 'capacity'
            else 'campaign'
        end as blocked_by_type,
        case found.reason
            when 'other_channel_selected' then campaigns.campaign_id
            when 'excluded'
                then coalesce(found.blocking_campaign_id, blocking_campaigns.campaign_id)
            when 'capped' then caps.cap_id
            when 'capacity' then case
                when found.walk_rank > campaigns_full.closed_after_rank
                    then campaigns.campaign_id
                else capacities.channel
            end
        end as blocked_by_id,

        -- times
        case
            when found.reason = 'excluded'
                then coalesce(found.contact_date, {{ decision_date() }})
            when found.reason = 'other_channel_selected' then {{ decision_date() }}
        end as blocked_by_date

    from found

    inner join campaigns
        on found.campaign_key = campaigns.campaign_key

    inner join capacities
        on found.campaign_channel_key = capacities.campaign_channel_key

    left join caps
        on found.cap_key = caps.cap_key

    left join campaigns_full
        on found.campaign_key = campaigns_full.campaign_key

    left join selected as blocking_contacts
        on found.blocking_walk_rank = blocking_contacts.walk_rank

    left join campaigns as blocking_campaigns
        on blocking_contacts.campaign_key = blocking_campaigns.campaign_key

)

select * from final
