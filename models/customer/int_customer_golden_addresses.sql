{#
    Grain: one row per source record with a place (a street, town, postal code or country)
    of a person of whom a street survived: whether the record is the one whose street
    survived, or another of that very address, which may say what the first leaves open.

    Where the first one knows neither its town nor its postal code, one record gives both:
    of those of the same street, else of those without a street, which are of no other
    address, the one that knows most, then the one that changed last.
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
            as postal_code_key,
        max(changed_at) as changed_at,
        min(created_at) as created_at

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

compared as (

    select
        addresses.customer_id,
        addresses.source_name,
        addresses.source_record_id,
        addresses.street_key,
        addresses.changed_at,
        addresses.created_at,
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
            as is_town_known,
        case when addresses.city_key is not null then 1 else 0 end
        + case when addresses.postal_code_key is not null then 1 else 0 end
            as town_field_count

    from addresses
    inner join surviving on addresses.customer_id = surviving.customer_id

),

town_givers as (

    select
        customer_id,
        source_name,
        source_record_id,
        row_number() over (
            partition by customer_id
            order by
                case when is_same_address then 0 else 1 end asc,
                town_field_count desc,
                changed_at desc nulls last,
                created_at asc nulls last,
                source_name asc,
                source_record_id asc
        ) as giver_number

    from compared

    where
        not is_town_known
        and town_field_count > 0
        and (is_same_address or street_key is null)

),

final as (

    select
        -- ids
        compared.customer_id,
        compared.source_name,
        compared.source_record_id,

        -- booleans
        compared.is_surviving,
        compared.is_same_address,
        (
            compared.is_surviving
            or (compared.is_town_known and compared.is_same_address)
            or town_givers.customer_id is not null
        ) as is_giving_town

    from compared
    left join town_givers
        on
            compared.customer_id = town_givers.customer_id
            and compared.source_name = town_givers.source_name
            and compared.source_record_id = town_givers.source_record_id
            and town_givers.giver_number = 1

)

select * from final
