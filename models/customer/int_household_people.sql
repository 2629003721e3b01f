{#
    Grain: one row per person and thing that makes a household when shared: a phone, or an
    address with a last name. `place` is what the limits of household_rules.csv count
    people at: the phone, or the address whatever the name. Without a rule for it nothing
    is shared.

    `person_rank` puts people in order: first known first, then by id. Nobody is found by
    a deleted record.
#}
with

record_sums as (

    select * from {{ ref('int_customer_records_summed') }}

),

fields as (

    select * from {{ ref('int_customer_fields_pivoted') }}

),

contact_points as (

    select * from {{ ref('dim_contact_points') }}

),

household_rules as (

    select * from {{ ref('household_rules') }}

),

people as (

    select
        customer_id,
        cast(
            row_number() over (
                order by first_recorded_at asc nulls last, customer_id asc
            ) as bigint
        ) as person_rank

    from record_sums

),

folded as (

    select
        customer_id,
        {{ fold_name('last_name') }} as last_name_key,
        {{ fold_name('street') }} as street_key,
        {{ fold_name('coalesce(postal_code, city)') }} as town_key,
        coalesce(country, '') as country

    from fields

    where last_name is not null and street is not null

),

things as (

    select
        customer_id,
        'phone' as shared,
        contact_point as place,
        '' as last_name_key

    from contact_points

    where contact_point_type = 'phone'

    union all

    select
        customer_id,
        'address' as shared,
        street_key || '|' || town_key || '|' || country as place,
        last_name_key

    from folded

    where
        last_name_key is not null
        and street_key is not null
        and town_key is not null

),

counted as (

    select
        people.person_rank,
        things.customer_id,
        things.shared,
        things.place,
        things.last_name_key,
        household_rules.max_people,
        count(*) over (partition by things.shared, things.place) as people_count

    from things
    inner join people on things.customer_id = people.customer_id
    inner join household_rules on things.shared = household_rules.shared

),

final as (

    select
        -- ids
        person_rank,
        customer_id,

        -- text
        shared,
        place,
        last_name_key,

        -- numbers
        people_count,

        -- booleans
        people_count <= max_people as is_usable

    from counted

)

select * from final
