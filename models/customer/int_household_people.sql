{#
    Grain: one row per person and thing that makes a household when shared: a phone, or an
    address with one word of the last name, for a Spanish child has one of each parent's.
    `place` is what the limits of household_rules.csv count people at: the phone, or the
    address whatever the name. Without a rule for it nothing is shared. The country tells
    two addresses apart only where people of both countries are known there.

    `person_rank` puts people in order: first made first, then by id; that a record
    changes makes nobody later. Nobody is found by a deleted record.
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
                order by first_created_at asc nulls last, customer_id asc
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
        country

    from fields

    where last_name is not null and street is not null

),

placed as (

    select
        customer_id,
        last_name_key,
        street_key || '|' || town_key as street_and_town,
        country,
        min(country) over (partition by street_key, town_key) as first_country,
        max(country) over (partition by street_key, town_key) as last_country

    from folded

    where
        last_name_key is not null
        and street_key is not null
        and town_key is not null

),

residents as (

    select
        customer_id,
        last_name_key,
        street_and_town
        || '|'
        || case
            when first_country = last_country then first_country
            else coalesce(country, '')
        end as place

    from placed

),

named as (

    select
        customer_id,
        place,
        {{ surname_words('last_name_key') }} as surname_word

    from residents

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

    select distinct
        customer_id,
        'address' as shared,
        place,
        surname_word as last_name_key

    from named

    where surname_word <> ''

),

-- Whoever lives at the place counts, also under a name of particles alone.
present as (

    select
        shared,
        place,
        customer_id

    from things

    union distinct

    select
        'address' as shared,
        place,
        customer_id

    from residents

),

counts as (

    select
        shared,
        place,
        count(*) as people_count

    from present

    group by shared, place

),

counted as (

    select
        people.person_rank,
        things.customer_id,
        things.shared,
        things.place,
        things.last_name_key,
        household_rules.max_people,
        counts.people_count

    from things
    inner join people on things.customer_id = people.customer_id
    inner join counts
        on
            things.shared = counts.shared
            and things.place = counts.place
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
