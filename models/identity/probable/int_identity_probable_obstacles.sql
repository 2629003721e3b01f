{#
    Grain: one row per two persons that a cannot-link holds apart.
#}
with

verdicts as (

    select * from {{ ref('int_identity_verdicts') }}

    where verdict = 'cannot-link'

),

certain_persons as (

    select * from {{ ref('int_identity_certain_persons') }}

),

final as (

    select distinct
        -- ids
        least(one.person_rank, other.person_rank) as lesser_person_rank,
        greatest(one.person_rank, other.person_rank) as greater_person_rank

    from verdicts
    inner join certain_persons as one on verdicts.earlier_rank = one.record_rank
    inner join certain_persons as other on verdicts.later_rank = other.record_rank

)

select * from final
