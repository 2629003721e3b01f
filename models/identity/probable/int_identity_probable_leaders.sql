{#
    Grain: one row per person and round in which probable links made it follow an earlier
    one. The least is in force; persons with one leader are one.

    The outcome is exactly that of taking the probable links one by one in their order and
    refusing each that would bring contradicting names or birth dates, two records that a
    cannot-link holds apart, or too many values of an identifier into one person. Persons
    only grow, so what is refused once is refused for good, and a link can be taken as soon
    as it is the first open one of both persons it joins.
#}
{{ config(materialized='rounds') }}

with

probable_links as (

    select * from {{ ref('int_identity_probable_links') }}

),

persons as (

    select * from {{ ref('int_identity_probable_persons') }}

),

identifiers as (

    select * from {{ ref('int_identity_probable_identifiers') }}

),

obstacles as (

    select * from {{ ref('int_identity_probable_obstacles') }}

),

match_rules as (

    select * from {{ ref('int_identity_match_rules') }}

),

settled as (

    select * from {{ this }}

),

this_round as (

    select coalesce(max(round_number), 0) + 1 as round_number from settled

),

least_settled as (

    select
        person_rank,
        min(leader) as leader

    from settled

    group by person_rank

),

touched_persons as (

    select distinct person_rank from persons

),

leaders as (

    select
        touched_persons.person_rank,
        coalesce(least_settled.leader, touched_persons.person_rank) as leader

    from touched_persons
    left join least_settled on touched_persons.person_rank = least_settled.person_rank

),

open_links as (

    select
        probable_links.link_number,
        least(earlier.leader, later.leader) as lesser_leader,
        greatest(earlier.leader, later.leader) as greater_leader

    from probable_links
    inner join leaders as earlier
        on probable_links.earlier_person_rank = earlier.person_rank
    inner join leaders as later
        on
            probable_links.later_person_rank = later.person_rank
            and earlier.leader <> later.leader

),

open_pairs as (

    select
        lesser_leader,
        greater_leader,
        min(link_number) as link_number

    from open_links

    group by lesser_leader, greater_leader

),

profiles as (

    select distinct
        leaders.leader,
        persons.first_name_key,
        persons.last_name_key,
        persons.birth_date

    from leaders
    inner join persons on leaders.person_rank = persons.person_rank

),

contradicting_pairs as (

    select distinct
        open_pairs.lesser_leader,
        open_pairs.greater_leader

    from open_pairs
    inner join profiles as one on open_pairs.lesser_leader = one.leader
    inner join profiles as other on open_pairs.greater_leader = other.leader
    inner join match_rules
        on
            match_rules.is_name_decisive
            and {{ names_contradict('one', 'other') }}
            or match_rules.is_birth_date_decisive
            and {{ birth_dates_contradict('one.birth_date', 'other.birth_date') }}

),

forbidden_pairs as (

    select distinct
        least(one.leader, other.leader) as lesser_leader,
        greatest(one.leader, other.leader) as greater_leader

    from obstacles
    inner join leaders as one on obstacles.lesser_person_rank = one.person_rank
    inner join leaders as other on obstacles.greater_person_rank = other.person_rank

),

leader_identifiers as (

    select distinct
        leaders.leader,
        identifiers.identifier_type,
        identifiers.identifier_value,
        identifiers.max_values_per_person

    from leaders
    inner join identifiers on leaders.person_rank = identifiers.person_rank

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

refused_pairs as (

    select
        lesser_leader,
        greater_leader

    from contradicting_pairs

    union distinct

    select
        lesser_leader,
        greater_leader

    from forbidden_pairs

    union distinct

    select
        lesser_leader,
        greater_leader

    from exceeding_kinds

),

allowed_pairs as (

    select
        open_pairs.lesser_leader,
        open_pairs.greater_leader,
        open_pairs.link_number

    from open_pairs
    left join refused_pairs
        on
            open_pairs.lesser_leader = refused_pairs.lesser_leader
            and open_pairs.greater_leader = refused_pairs.greater_leader

    where refused_pairs.lesser_leader is null

),

pair_ends as (

    select
        lesser_leader as leader,
        link_number

    from allowed_pairs

    union all

    select
        greater_leader as leader,
        link_number

    from allowed_pairs

),

first_links as (

    select
        leader,
        min(link_number) as link_number

    from pair_ends

    group by leader

),

taken_pairs as (

    select
        allowed_pairs.lesser_leader,
        allowed_pairs.greater_leader

    from allowed_pairs
    inner join first_links as lesser
        on
            allowed_pairs.lesser_leader = lesser.leader
            and allowed_pairs.link_number = lesser.link_number
    inner join first_links as greater
        on
            allowed_pairs.greater_leader = greater.leader
            and allowed_pairs.link_number = greater.link_number

),

final as (

    select
        -- ids
        leaders.person_rank,
        taken_pairs.lesser_leader as leader,

        -- numbers
        this_round.round_number

    from taken_pairs
    inner join leaders on taken_pairs.greater_leader = leaders.leader
    cross join this_round

)

select * from final
