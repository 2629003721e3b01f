{#
    Grain: one row per customer who has bought, with the latest purchase. A
    cancelled order is none.
#}
with

orders as (

    select * from {{ ref('fct_orders') }}

),

orders_ranked as (

    select
        customer_id,
        order_id,
        ordered_date,
        ordered_at,
        row_number() over (
            partition by customer_id
            order by ordered_at desc, order_id asc
        ) as recency_rank

    from orders

    where
        customer_id is not null
        and order_type = 'sale'
        and not is_cancelled

),

final as (

    select
        -- ids
        customer_id,
        order_id,

        -- times
        ordered_date,
        ordered_at

    from orders_ranked

    where recency_rank = 1

)

select * from final
