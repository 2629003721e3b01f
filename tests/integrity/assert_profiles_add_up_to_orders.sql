{#
    Guards the way from orders to profiles: per customer, profiles count the
    purchases and sum the amounts that fct_orders holds, no more and no less.
#}
with

orders as (

    select
        customer_id,
        count(case when order_type = 'sale' then 1 end) as order_count,
        sum(net_amount) as net_amount

    from {{ ref('fct_orders') }}

    where
        customer_id is not null
        and not is_cancelled

    group by customer_id

),

profiles as (

    select
        customer_id,
        order_count,
        net_amount

    from {{ ref('dim_customer_profiles') }}

    where is_profiled

)

select
    profiles.customer_id,
    profiles.order_count,
    orders.order_count as counted_order_count,
    profiles.net_amount,
    orders.net_amount as summed_net_amount

from profiles

left join orders
    on profiles.customer_id = orders.customer_id

where
    profiles.order_count is distinct from coalesce(orders.order_count, 0)
    or profiles.net_amount is distinct from coalesce(orders.net_amount, 0)
