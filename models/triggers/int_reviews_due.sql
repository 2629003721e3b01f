{{ config(materialized='view') }}

{#
    Grain: one row per purchase that was kept, with the time in which to ask what
    the customer thinks of it, and whether there is a complaint. What is bought in
    a shop is there some days later, what is bought at the till at once.
#}
with

orders_kept as (

    select * from {{ ref('int_orders_kept') }}

),

service_contacts as (

    select * from {{ ref('fct_service_contacts') }}

),

rules as (

    select
        {{ pivot_parameters(['delivery_days', 'delay_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'review_request'

),

orders_delivered as (

    select
        orders_kept.*,
        case
            when {{ source_touchpoint('orders_kept.source_name') }} = 'store' then 0
            else rules.delivery_days
        end as delivery_days,
        rules.delay_days,
        rules.valid_days

    from orders_kept

    cross join rules

),

complaints as (

    select distinct orders_kept.order_id

    from orders_kept

    inner join service_contacts
        on orders_kept.customer_id = service_contacts.customer_id

    where
        (
            service_contacts.solved_at is null
            and coalesce(service_contacts.status, 'open') not in ('solved', 'closed')
        )
        or (
            service_contacts.rating = 'bad'
            and service_contacts.started_at >= orders_kept.ordered_at
        )

),

final as (

    select
        -- ids
        orders_delivered.customer_id,
        orders_delivered.order_id,
        orders_delivered.product_id,

        -- text
        orders_delivered.category,

        -- booleans
        complaints.order_id is not null as is_complained_of,

        -- times
        orders_delivered.ordered_at,
        {{ add_seconds(
            'orders_delivered.ordered_at',
            '(orders_delivered.delivery_days + orders_delivered.delay_days) * 86400'
        ) }} as triggered_at,
        {{ add_seconds(
            'orders_delivered.ordered_at',
            '(orders_delivered.delivery_days + orders_delivered.delay_days'
            ~ ' + orders_delivered.valid_days) * 86400'
        ) }} as expires_at

    from orders_delivered

    left join complaints
        on orders_delivered.order_id = complaints.order_id

)

select * from final
