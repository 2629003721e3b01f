{#
    Grain: one row per person who shares a household, which is called by the customer id
    of its first known person.
#}
with

household_people as (

    select * from {{ ref('int_household_people') }}

),

leaders as (

    select * from {{ ref('int_household_leaders') }}

),

people as (

    select distinct
        person_rank,
        customer_id

    from household_people

),

least_leaders as (

    select
        person_rank,
        min(leader) as leader

    from leaders

    group by person_rank

),

members as (

    select
        people.customer_id,
        coalesce(least_leaders.leader, people.person_rank) as leader

    from people
    left join least_leaders on people.person_rank = least_leaders.person_rank

),

final as (

    select
        -- ids
        members.customer_id,
        heads.customer_id as household_key

    from members
    inner join people as heads on members.leader = heads.person_rank

)

select * from final
