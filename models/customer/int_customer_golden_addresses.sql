{#
    Grain: one row per source record with a place (a street, town, postal code or country)
    of a person of whom a street survived: whether the record is the one whose street
    survived, or another of that very address, which may say what the first leaves open.
    `is_town_known`: the first one knows its town or its postal code.
#}
with

weighed as (

    select * from {{ ref('int_customer_values_weighed') }}

),

ranked_streets as (

    select
        customer_id,
        source_name,
        source_record_id,
        row_number() over (
            partition by customer_id
            order by {{ survivorship_order() }}
        ) as street_rank

    from weighed

    where field = 'street'

),

addresses as (

    select
        customer_id,
        source_name,
        source_record_id,
        max(case when field = 'street' then {{ fold_name('field_value') }} end)
            as street_key,
        max(case when field = 'city' then {{ fold_name('field_value') }} end) as city_key,
        max(case when field = 'postal_code' then {{ fold_name('field_value') }} end)
            as postal_code_key

    from weighed

    where field in ('street', 'city', 'postal_code', 'country')

    group by customer_id, source_name, source_record_id

),

surviving as (

    select
        addresses.customer_id,
        addresses.source_name,
        addresses.source_record_id,
        addresses.street_key,
        addresses.city_key,
        addresses.postal_code_key

    from addresses
    inner join ranked_streets
        on
            addresses.customer_id = ranked_streets.customer_id
            and addresses.source_name = ranked_streets.source_name
            and addresses.source_record_id = ranked_streets.source_record_id
            and ranked_streets.street_rank = 1

),

final as (

    select
        -- ids
        addresses.customer_id,
        addresses.source_name,
        addresses.source_record_id,

        -- booleans
        (
            addresses.source_name = surviving.source_name
            and addresses.source_record_id = surviving.source_record_id
        ) as is_surviving,
        (
            coalesce(addresses.street_key = surviving.street_key, false)
            and coalesce(addresses.city_key = surviving.city_key, true)
            and coalesce(addresses.postal_code_key = surviving.postal_code_key, true)
        ) as is_same_address,
        (surviving.city_key is not null or surviving.postal_code_key is not null)
            as is_town_known

    from addresses
    inner join surviving on addresses.customer_id = surviving.customer_id

)

select * from final
