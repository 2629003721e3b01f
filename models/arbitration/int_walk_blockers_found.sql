{#
    Grain: one row per contending candidate and kind of blocker that held when
    the walk reached it (`blocker_rank`: the order in which the walk looks), with
    the first such blocker of the kind. Worked out once, from what was selected
    before it; the walk itself only needs to know that something blocks.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

settled as (

    select * from {{ ref('int_walk_settled') }}

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

contacts as (

    select * from {{ ref('int_contacts_counting') }}

),

capacities as (

    select * from {{ ref('int_capacities_left') }}

),

contacts_today as (

    select distinct
        customer_id,
        campaign_id,
        contact_date

    from contacts

    where contact_date = {{ decision_date() }}

),

selected as (

    select candidates.*

    from candidates

    inner join settled
        on candidates.walk_rank = settled.walk_rank

    where settled.is_selected

),

other_channels as (

    select
        candidates.walk_rank,
        1 as blocker_rank,
        'other_channel_selected' as reason,
        'campaign' as blocked_by_type,
        candidates.campaign_id as blocked_by_id,
        {{ decision_date() }} as blocked_by_date,
        cast(0 as bigint) as preference

    from candidates

    inner join selected
        on
            candidates.customer_id = selected.customer_id
            and candidates.campaign_id = selected.campaign_id
            and candidates.walk_rank > selected.walk_rank

    union all

    select
        candidates.walk_rank,
        1 as blocker_rank,
        'other_channel_selected' as reason,
        'campaign' as blocked_by_type,
        candidates.campaign_id as blocked_by_id,
        contacts_today.contact_date as blocked_by_date,
        cast(0 as bigint) as preference

    from candidates

    inner join contacts_today
        on
            candidates.customer_id = contacts_today.customer_id
            and candidates.campaign_id = contacts_today.campaign_id

),

-- What the ledger holds stood before the walk began; of the walk, the first.
exclusions_met as (

    select
        candidates.walk_rank,
        2 as blocker_rank,
        'excluded' as reason,
        'campaign' as blocked_by_type,
        excluded_by_ledger.blocking_campaign_id as blocked_by_id,
        excluded_by_ledger.contact_date as blocked_by_date,
        cast(0 as bigint) as preference

    from candidates

    inner join excluded_by_ledger
        on
            candidates.customer_id = excluded_by_ledger.customer_id
            and candidates.campaign_id = excluded_by_ledger.blocked_campaign_id

    where candidates.obeys_exclusions

    union all

    select
        candidates.walk_rank,
        2 as blocker_rank,
        'excluded' as reason,
        'campaign' as blocked_by_type,
        selected.campaign_id as blocked_by_id,
        {{ decision_date() }} as blocked_by_date,
        selected.walk_rank as preference

    from candidates

    inner join selected
        on
            candidates.customer_id = selected.customer_id
            and candidates.walk_rank > selected.walk_rank

    inner join exclusions
        on
            selected.campaign_id = exclusions.blocking_campaign_id
            and candidates.campaign_id = exclusions.blocked_campaign_id

    where candidates.obeys_exclusions

),

-- A cap closes for its unit with the selected contact that takes its last room.
cap_contacts_counted as (

    select
        candidate_caps.cap_id,
        candidate_caps.unit_key,
        candidate_caps.walk_rank,
        row_number() over (
            partition by candidate_caps.cap_id, candidate_caps.unit_key
            order by candidate_caps.walk_rank asc
        ) as contact_number

    from candidate_caps

    inner join selected
        on candidate_caps.walk_rank = selected.walk_rank

    where candidate_caps.is_counted

),

caps_met as (

    select
        candidate_caps.walk_rank,
        3 as blocker_rank,
        'capped' as reason,
        'cap' as blocked_by_type,
        candidate_caps.cap_id as blocked_by_id,
        cast(null as date) as blocked_by_date,
        candidate_caps.cap_position as preference

    from candidate_caps

    left join cap_contacts_counted
        on
            candidate_caps.cap_id = cap_contacts_counted.cap_id
            and candidate_caps.unit_key = cap_contacts_counted.unit_key
            and candidate_caps.room_before = cap_contacts_counted.contact_number

    where
        candidate_caps.is_obeyed
        and (
            candidate_caps.room_before <= 0
            or candidate_caps.walk_rank > cap_contacts_counted.walk_rank
        )

),

contacts_given as (

    select
        'campaign' as capacity_type,
        campaign_id as capacity_of,
        walk_rank,
        row_number() over (
            partition by campaign_id
            order by walk_rank asc
        ) as contact_number

    from selected

    union all

    select
        'channel' as capacity_type,
        channel as capacity_of,
        walk_rank,
        row_number() over (
            partition by channel
            order by walk_rank asc
        ) as contact_number

    from selected

),

capacities_closed as (

    select
        capacities.capacity_type,
        capacities.capacity_of,
        case
            when capacities.capacity_left <= 0 then 0
            else contacts_given.walk_rank
        end as closed_after_rank

    from capacities

    left join contacts_given
        on
            capacities.capacity_type = contacts_given.capacity_type
            and capacities.capacity_of = contacts_given.capacity_of
            and capacities.capacity_left = contacts_given.contact_number

),

capacities_met as (

    select
        candidates.walk_rank,
        4 as blocker_rank,
        'capacity' as reason,
        'capacity' as blocked_by_type,
        capacities_closed.capacity_of as blocked_by_id,
        cast(null as date) as blocked_by_date,
        case capacities_closed.capacity_type
            when 'campaign' then cast(1 as bigint)
            else cast(2 as bigint)
        end as preference

    from candidates

    inner join capacities_closed
        on
            candidates.walk_rank > capacities_closed.closed_after_rank
            and (
                (
                    capacities_closed.capacity_type = 'campaign'
                    and candidates.campaign_id = capacities_closed.capacity_of
                )
                or (
                    capacities_closed.capacity_type = 'channel'
                    and candidates.channel = capacities_closed.capacity_of
                )
            )

),

unioned as (

    select * from other_channels

    union all

    select * from exclusions_met

    union all

    select * from caps_met

    union all

    select * from capacities_met

),

ranked as (

    select
        *,
        row_number() over (
            partition by walk_rank, blocker_rank
            order by preference asc, blocked_by_date desc, blocked_by_id asc
        ) as kind_rank

    from unioned

),

final as (

    select
        -- ids
        walk_rank,
        blocker_rank,

        -- text
        reason,
        blocked_by_type,
        blocked_by_id,

        -- times
        blocked_by_date

    from ranked

    where kind_rank = 1

)

select * from final
