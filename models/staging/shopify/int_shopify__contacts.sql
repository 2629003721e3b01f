{#
    Grain: one row per order or checkout that says who began it. What a checkout
    asks for (names, address) is the only address the shop's export holds; what
    comes after `as_of` has no rank, for nobody knows it yet.
#}
with

orders as (

    select * from {{ ref('int_shopify__orders_reviewed') }}
    where row_status = 'staged' and source_record_id is not null

),

checkouts as (

    select * from {{ ref('int_shopify__abandoned_checkouts_reviewed') }}
    where row_status = 'staged' and source_record_id is not null

),

gathered as (

    select
        'order:' || id as contact_id,
        source_record_id,
        customer_id,
        email,
        email_raw,
        phone,
        phone_raw,
        first_name,
        last_name,
        street,
        city,
        postal_code,
        country,
        created_at

    from orders

    union all

    select
        'checkout:' || id as contact_id,
        source_record_id,
        customer_id,
        email,
        email_raw,
        phone,
        phone_raw,
        first_name,
        last_name,
        street,
        city,
        postal_code,
        country,
        created_at

    from checkouts

),

final as (

    select
        -- ids
        contact_id,
        source_record_id,
        customer_id,

        -- text
        email,
        email_raw,
        phone,
        phone_raw,
        first_name,
        last_name,
        street,
        city,
        postal_code,
        country,

        -- numbers
        case
            when created_at <= {{ as_of() }}
                then
                    row_number() over (
                        partition by source_record_id, created_at <= {{ as_of() }}
                        order by created_at desc, contact_id asc
                    )
        end as recency_rank,

        -- times
        min(created_at) over (partition by source_record_id) as first_seen_at,
        created_at as seen_at

    from gathered

)

select * from final
