{#
    Grain: one row per record of a person that some delivery of an order or a checkout
    named, also where a later delivery names another: who was told apart once keeps the
    record by which the house knows the person. `customer_id` is the account that the
    shop has since put in the guest's place, on the same order and address.
#}
with

orders as (

    select * from {{ ref('int_shopify__orders_reviewed') }}
    where row_status <> 'quarantined'

),

checkouts as (

    select * from {{ ref('int_shopify__abandoned_checkouts_reviewed') }}
    where row_status <> 'quarantined'

),

delivered as (

    select
        'order:' || id as contact_id,
        source_record_id,
        customer_id,
        guest_id,
        email,
        phone,
        row_status,
        created_at

    from orders

    union all

    select
        'checkout:' || id as contact_id,
        source_record_id,
        customer_id,
        guest_id,
        email,
        phone,
        row_status,
        created_at

    from checkouts

),

in_force as (

    select
        contact_id,
        customer_id,
        guest_id

    from delivered
    where row_status = 'staged' and customer_id is not null

),

-- A guest is known by the e-mail, by the phone only without one.
named as (

    select
        source_record_id,
        max(customer_id) as customer_id,
        case when max(customer_id) is null then max(email) end as email,
        case when max(customer_id) is null and max(email) is null then max(phone) end as phone,
        min(created_at) as first_seen_at

    from delivered
    where source_record_id is not null
    group by source_record_id

),

accounts as (

    select
        delivered.source_record_id,
        in_force.customer_id,
        row_number() over (
            partition by delivered.source_record_id
            order by
                delivered.created_at desc,
                delivered.contact_id asc,
                in_force.customer_id asc
        ) as account_number

    from delivered
    inner join in_force on delivered.contact_id = in_force.contact_id

    where
        delivered.customer_id is null
        and delivered.guest_id = coalesce(in_force.guest_id, delivered.guest_id)

),

final as (

    select
        -- ids
        named.source_record_id,
        coalesce(named.customer_id, accounts.customer_id) as customer_id,

        -- text
        named.email,
        named.phone,

        -- times
        named.first_seen_at

    from named
    left join accounts
        on
            named.source_record_id = accounts.source_record_id
            and accounts.account_number = 1

)

select * from final
