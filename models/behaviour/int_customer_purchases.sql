{#
    Grain: one row per customer with an order and moment it is looked at from.
    A cancelled order is no purchase. Orders of one day are one purchase day,
    for baskets are split for reasons that say nothing of the customer.
#}
with

orders as (

    select * from {{ ref('fct_orders') }}

),

customers as (

    select * from {{ ref('int_customers_profiled') }}

),

moments as (

    select * from {{ ref('int_scoring_moments') }}

),

orders_per_day as (

    select
        orders.customer_id,
        orders.ordered_date,
        {{ known_lag_days('orders.ordered_at') }} as known_lag_days,
        count(case when orders.order_type = 'sale' then 1 end) as order_count,
        count(case when orders.order_type = 'return' then 1 end) as return_count,
        sum(case when orders.order_type = 'sale' then orders.net_amount end) as sales_amount,
        sum(orders.net_amount) as net_amount,
        min(case when orders.order_type = 'sale' then orders.ordered_at end)
            as first_ordered_at,
        max(case when orders.order_type = 'sale' then orders.ordered_at end)
            as last_ordered_at

    from orders

    inner join customers
        on orders.customer_id = customers.customer_id

    where not orders.is_cancelled

    group by
        orders.customer_id,
        orders.ordered_date,
        {{ known_lag_days('orders.ordered_at') }}

),

final as (

    select
        -- ids
        orders_per_day.customer_id,

        -- numbers
        moments.lag_days,
        cast(sum(orders_per_day.order_count) as bigint) as order_count,
        cast(sum(orders_per_day.return_count) as bigint) as return_count,
        count(
            distinct case
                when orders_per_day.order_count > 0 then orders_per_day.ordered_date
            end
        ) as purchase_day_count,
        cast(coalesce(sum(orders_per_day.sales_amount), 0) as decimal(18, 4)) as sales_amount,
        cast(coalesce(sum(orders_per_day.net_amount), 0) as decimal(18, 4)) as net_amount,

        -- times
        min(case when orders_per_day.order_count > 0 then orders_per_day.ordered_date end)
            as first_ordered_date,
        max(case when orders_per_day.order_count > 0 then orders_per_day.ordered_date end)
            as last_ordered_date,
        min(orders_per_day.first_ordered_at) as first_ordered_at,
        max(orders_per_day.last_ordered_at) as last_ordered_at

    from orders_per_day

    inner join moments
        on orders_per_day.known_lag_days >= moments.lag_days

    group by
        orders_per_day.customer_id,
        moments.lag_days

)

select * from final
