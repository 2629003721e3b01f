{#
    Grain: one row per record. A person is all that verdicts, shared identifiers and
    probable links make one; it is called by its first record.
#}
with

certain_persons as (

    select * from {{ ref('int_identity_certain_persons') }}

),

probable_leaders as (

    select * from {{ ref('int_identity_probable_leaders') }}

),

least_leaders as (

    select
        person_rank,
        min(leader) as leader

    from probable_leaders

    group by person_rank

),

final as (

    select
        -- ids
        certain_persons.record_rank,
        certain_persons.person_rank as certain_person_rank,
        coalesce(least_leaders.leader, certain_persons.person_rank) as person_rank

    from certain_persons
    left join least_leaders on certain_persons.person_rank = least_leaders.person_rank

)

select * from final
