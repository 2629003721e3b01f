{#
    Grain: one row per person of whom a phone or an address with a last name is known, with
    the household, which is called by the customer id of its first person: one's own where
    nothing is shared, and where so many hang together, one by one, that they are no
    household (`household` in household_rules.csv).
#}
with

household_people as (

    select * from {{ ref('int_household_people') }}

),

leaders as (

    select * from {{ ref('int_household_leaders') }}

),

household_rules as (

    select * from {{ ref('household_rules') }}

    where shared = 'household'

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

sized as (

    select
        customer_id,
        leader,
        count(*) over (partition by leader) as member_count

    from members

),

final as (

    select
        -- ids
        sized.customer_id,
        case
            when sized.member_count > household_rules.max_people then sized.customer_id
            else heads.customer_id
        end as household_key

    from sized
    inner join people as heads on sized.leader = heads.person_rank
    left join household_rules on household_rules.shared = 'household'

)

select * from final
