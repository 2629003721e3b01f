{#
    Grain: one row per person and earlier person that share something which makes a
    household. Each hangs on the first of all who share it, so that k people cost k - 1
    edges; the connected people are the same.
#}
with

household_people as (

    select * from {{ ref('int_household_people') }}

    where is_usable

),

sharing as (

    select
        person_rank,
        min(person_rank) over (partition by shared, place, last_name_key) as first_rank

    from household_people

),

final as (

    select distinct
        -- ids
        person_rank as later_rank,
        first_rank as earlier_rank

    from sharing

    where person_rank > first_rank

)

select * from final
