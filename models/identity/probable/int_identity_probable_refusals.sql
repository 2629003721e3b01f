{#
    Grain: one row per probable link that was refused, and why. Persons only grow while
    links are taken, so it was refused exactly if its ends are in two persons, and the
    reason can be read from those.
#}
with

probable_links as (

    select * from {{ ref('int_identity_probable_links') }}

),

probable_persons as (

    select * from {{ ref('int_identity_probable_persons') }}

),

obstacles as (

    select * from {{ ref('int_identity_probable_obstacles') }}

),

match_rules as (

    select * from {{ ref('int_identity_match_rules') }}

),

persons as (

    select * from {{ ref('int_identity_persons') }}

),

refused_links as (

    select
        probable_links.earlier_rank,
        probable_links.later_rank,
        least(earlier.person_rank, later.person_rank) as lesser_person_rank,
        greatest(earlier.person_rank, later.person_rank) as greater_person_rank

    from probable_links
    inner join persons as earlier on probable_links.earlier_rank = earlier.record_rank
    inner join persons as later
        on
            probable_links.later_rank = later.record_rank
            and earlier.person_rank <> later.person_rank

),

refused_pairs as (

    select distinct
        lesser_person_rank,
        greater_person_rank

    from refused_links

),

profiles as (

    select distinct
        persons.person_rank,
        probable_persons.first_name_key,
        probable_persons.last_name_key,
        probable_persons.birth_date

    from probable_persons
    inner join persons on probable_persons.person_rank = persons.record_rank

),

contradictions as (

    select
        refused_pairs.lesser_person_rank,
        refused_pairs.greater_person_rank,
        max(
            case
                when match_rules.is_name_decisive and {{ names_contradict('one', 'other') }}
                    then 1
                else 0
            end
        ) as is_name_contradicted,
        max(
            case
                when
                    match_rules.is_birth_date_decisive
                    and {{ birth_dates_contradict('one.birth_date', 'other.birth_date') }}
                    then 1
                else 0
            end
        ) as is_birth_date_contradicted

    from refused_pairs
    inner join profiles as one on refused_pairs.lesser_person_rank = one.person_rank
    inner join profiles as other on refused_pairs.greater_person_rank = other.person_rank
    cross join match_rules

    group by refused_pairs.lesser_person_rank, refused_pairs.greater_person_rank

),

forbidden_pairs as (

    select distinct
        least(one.person_rank, other.person_rank) as lesser_person_rank,
        greatest(one.person_rank, other.person_rank) as greater_person_rank

    from obstacles
    inner join persons as one on obstacles.lesser_person_rank = one.record_rank
    inner join persons as other on obstacles.greater_person_rank = other.record_rank

),

final as (

    select
        -- ids
        refused_links.earlier_rank,
        refused_links.later_rank,

        -- text
        case
            when forbidden_pairs.lesser_person_rank is not null then 'cannot_link'
            when
                contradictions.is_name_contradicted = 1
                and contradictions.is_birth_date_contradicted = 1
                then 'name_and_birth_date_contradict'
            when contradictions.is_name_contradicted = 1 then 'name_contradicts'
            when contradictions.is_birth_date_contradicted = 1 then 'birth_date_contradicts'
            else 'max_values_per_person'
        end as reason

    from refused_links
    left join contradictions
        on
            refused_links.lesser_person_rank = contradictions.lesser_person_rank
            and refused_links.greater_person_rank = contradictions.greater_person_rank
    left join forbidden_pairs
        on
            refused_links.lesser_person_rank = forbidden_pairs.lesser_person_rank
            and refused_links.greater_person_rank = forbidden_pairs.greater_person_rank

)

select * from final
