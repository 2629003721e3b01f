{#
    Grain: one row per source record of a person, as staged. `changed_at` is when the
    record last changed as far as this run may know.
#}
with

people as (

    {{ union_staged('people') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

countries as (

    select * from {{ ref('countries') }}

),

time_zones as (

    select * from {{ ref('time_zones') }}

),

final as (

    select
        -- ids
        customer_records.customer_id,
        people.source_name,
        people.source_record_id,
        people.customer_number,
        people.email,
        people.phone,
        people.push_token,

        -- text
        people.first_name,
        people.last_name,
        people.gender,
        people.street,
        people.city,
        people.postal_code,
        countries.country_code as country,
        people.language,
        time_zones.time_zone,

        -- booleans
        coalesce(people.is_email_verified, false) as is_email_verified,
        coalesce(people.is_deleted, false) as is_deleted,

        -- times
        people.birth_date,
        people.created_at,
        {{ changed_at('people') }} as changed_at

    from people
    inner join customer_records
        on
            people.source_name = customer_records.source_name
            and people.source_record_id = customer_records.source_record_id
    left join countries on people.country = countries.country_code
    left join time_zones on people.time_zone = time_zones.time_zone

)

select * from final
