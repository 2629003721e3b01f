{#
    Grain: one row per zone key and time zone in it. A customer whose time zone
    is known has the key of that zone alone; for the others the key is their
    country, with every zone of it, else the business, for a message must be
    decent wherever they may be.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

countries as (

    select * from {{ ref('countries') }}

),

zone_positions as (

    select * from {{ ref('int_list_positions') }}

),

known_zones as (

    select distinct
        'zone:' || time_zone as zone_key,
        time_zone,
        time_zone as usual_time_zone

    from customers

    where is_time_zone_known

),

country_zones as (

    select
        'country:' || countries.country_code as zone_key,
        {{ split_part_at('countries.time_zones', 'zone_positions.position') }} as time_zone,
        countries.default_time_zone as usual_time_zone

    from countries

    inner join zone_positions
        on zone_positions.position <= {{ list_length('countries.time_zones') }}

),

business_zone as (

    select
        'business' as zone_key,
        '{{ var("business_time_zone") }}' as time_zone,
        '{{ var("business_time_zone") }}' as usual_time_zone

),

final as (

    select * from known_zones

    union all

    select * from country_zones

    union all

    select * from business_zone

)

select * from final
