{#
    Grain: one row per record of a contested component and round in which it came to
    follow an earlier leader, the first record of its person so far. The least one is in
    force; records with one leader are one person.

    The outcome is exactly that of taking the links one by one in their order and refusing
    each that would bring two contradicting records, or too many values of an identifier,
    into one person. Persons only grow, so what contradicts once contradicts for good, and
    a link can be taken as soon as it is the first open one of both persons it joins: none
    that comes before it can change either. A person of uninvolved records may follow its
    first link whatever the other side still waits for; half of them, drawn by a hash,
    follow the other half, so that long chains shrink by a share in each round.
#}
{{ config(materialized='rounds') }}

with

contested_records as (

    select * from {{ ref('int_identity_contested_records') }}

),

contested_links as (

    select * from {{ ref('int_identity_contested_links') }}

),

contradictions as (

    select * from {{ ref('int_identity_contradictions') }}

),

excess_identifiers as (

    select * from {{ ref('int_identity_excess_identifiers') }}

),

settled as (

    select * from {{ this }}

),

this_round as (

    select coalesce(max(round_number), 0) + 1 as round_number from settled

),

least_settled as (

    select
        record_rank,
        min(leader) as leader

    from settled

    group by record_rank

),

leaders as (

    select
        contested_records.record_rank,
        contested_records.profile_rank,
        contested_records.is_involved,
        coalesce(least_settled.leader, contested_records.record_rank) as leader

    from contested_records
    left join least_settled on contested_records.record_rank = least_settled.record_rank

),

-- Links between two persons, with the lesser leader first.
open_links as (

    select
        contested_links.link_number,
        contested_links.max_contradictions,
        contested_links.obeys_limits,
        least(earlier.leader, later.leader) as lesser_leader,
        greatest(earlier.leader, later.leader) as greater_leader

    from contested_links
    inner join leaders as earlier on contested_links.earlier_rank = earlier.record_rank
    inner join leaders as later
        on
            contested_links.later_rank = later.record_rank
            and earlier.leader <> later.leader

),

open_pairs as (

    select distinct
        lesser_leader,
        greater_leader

    from open_links

),

leader_profiles as (

    select distinct
        leader,
        profile_rank

    from leaders

),

contradicting_pairs as (

    select
        least(earlier.leader, later.leader) as lesser_leader,
        greatest(earlier.leader, later.leader) as greater_leader,
        max(contradictions.contradiction_count) as contradiction_count

    from contradictions
    inner join leader_profiles as earlier
        on contradictions.earlier_profile_rank = earlier.profile_rank
    inner join leader_profiles as later
        on
            contradictions.later_profile_rank = later.profile_rank
            and earlier.leader <> later.leader

    group by
        least(earlier.leader, later.leader),
        greatest(earlier.leader, later.leader)

),

leader_identifiers as (

    select distinct
        leaders.leader,
        excess_identifiers.identifier_type,
        excess_identifiers.identifier_value,
        excess_identifiers.max_values_per_person

    from excess_identifiers
    inner join leaders on excess_identifiers.record_rank = leaders.record_rank

),

pair_identifiers as (

    select
        open_pairs.lesser_leader,
        open_pairs.greater_leader,
        leader_identifiers.identifier_type,
        leader_identifiers.identifier_value,
        leader_identifiers.max_values_per_person,
        true as is_lesser

    from open_pairs
    inner join leader_identifiers on open_pairs.lesser_leader = leader_identifiers.leader

    union all

    select
        open_pairs.lesser_leader,
        open_pairs.greater_leader,
        leader_identifiers.identifier_type,
        leader_identifiers.identifier_value,
        leader_identifiers.max_values_per_person,
        false as is_lesser

    from open_pairs
    inner join leader_identifiers on open_pairs.greater_leader = leader_identifiers.leader

),

-- Who has too many by a must-link may still get what adds none.
exceeding_kinds as (

    select
        lesser_leader,
        greater_leader,
        identifier_type

    from pair_identifiers

    group by lesser_leader, greater_leader, identifier_type, max_values_per_person

    having
        count(distinct identifier_value) > max_values_per_person
        and count(distinct identifier_value)
        > count(distinct case when is_lesser then identifier_value end)
        and count(distinct identifier_value)
        > count(distinct case when not is_lesser then identifier_value end)

),

exceeding_pairs as (

    select distinct
        lesser_leader,
        greater_leader

    from exceeding_kinds

),

allowed_links as (

    select
        open_links.link_number,
        open_links.lesser_leader,
        open_links.greater_leader

    from open_links
    left join contradicting_pairs
        on
            open_links.lesser_leader = contradicting_pairs.lesser_leader
            and open_links.greater_leader = contradicting_pairs.greater_leader
            and open_links.max_contradictions < contradicting_pairs.contradiction_count
    left join exceeding_pairs
        on
            open_links.lesser_leader = exceeding_pairs.lesser_leader
            and open_links.greater_leader = exceeding_pairs.greater_leader
            and open_links.obeys_limits

    where
        contradicting_pairs.lesser_leader is null
        and exceeding_pairs.lesser_leader is null

),

link_ends as (

    select
        link_number,
        lesser_leader as leader,
        greater_leader as other_leader

    from allowed_links

    union all

    select
        link_number,
        greater_leader as leader,
        lesser_leader as other_leader

    from allowed_links

),

first_links as (

    select
        leader,
        min(link_number) as link_number

    from link_ends

    group by leader

),

involvements as (

    select
        leader,
        max(case when is_involved then 1 else 0 end) as is_involved

    from leaders

    group by leader

),

choices as (

    select
        link_ends.leader,
        link_ends.other_leader,
        other_links.link_number = first_links.link_number as is_mutual,
        (
            other_links.link_number <> first_links.link_number
            and involvements.is_involved = 0
            and {{ hash_key(['link_ends.leader', 'this_round.round_number']) }} < '8'
        ) as is_following

    from first_links
    inner join link_ends
        on
            first_links.leader = link_ends.leader
            and first_links.link_number = link_ends.link_number
    inner join first_links as other_links on link_ends.other_leader = other_links.leader
    inner join involvements on first_links.leader = involvements.leader
    cross join this_round

),

-- Where a person is led: the lesser of two that choose each other, or itself.
followed as (

    select
        leader,
        case
            when is_mutual and other_leader < leader then other_leader
            else leader
        end as common_leader

    from choices

    where not is_following

),

groups as (

    select
        leader,
        common_leader

    from followed

    union all

    select
        choices.leader,
        followed.common_leader

    from choices
    inner join followed on choices.other_leader = followed.leader

    where choices.is_following

),

new_leaders as (

    select
        leader,
        min(leader) over (partition by common_leader) as new_leader

    from groups

),

final as (

    select
        -- ids
        leaders.record_rank,
        new_leaders.new_leader as leader,

        -- numbers
        this_round.round_number

    from new_leaders
    inner join leaders
        on
            new_leaders.leader = leaders.leader
            and new_leaders.new_leader < leaders.leader
    cross join this_round

)

select * from final
