{#
    Grain: one row per profiled customer and day with a purchase. What predictions
    are scored on and trained on: a purchase is a day, for baskets are split for
    reasons that say nothing of the customer.
#}
with

orders as (

    select * from {{ ref('fct_orders') }}

),

customers as (

    select * from {{ ref('int_customers_profiled') }}

),

final as (

    select
        -- ids
        orders.customer_id,

        -- numbers
        cast(sum(orders.net_amount) as decimal(18, 4)) as sales_amount,

        -- times
        orders.ordered_date

    from orders

    inner join customers
        on orders.customer_id = customers.customer_id

    where
        orders.order_type = 'sale'
        and not orders.is_cancelled

    group by
        orders.customer_id,
        orders.ordered_date

)

select * from final
