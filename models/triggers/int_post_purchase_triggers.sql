{#
    Grain: one row per customer with a purchase some days ago; of several, the
    latest. Its dearest product stands for it.
#}
with

orders as (

    select * from {{ ref('fct_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['delay_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'post_purchase'

),

orders_timed as (

    select
        orders.customer_id,
        orders.order_id,
        orders.ordered_at,
        {{ add_seconds('orders.ordered_at', 'rules.delay_days * 86400') }} as triggered_at,
        {{ add_seconds('orders.ordered_at', '(rules.delay_days + rules.valid_days) * 86400') }}
            as expires_at

    from orders

    inner join customers
        on orders.customer_id = customers.customer_id

    cross join rules

    where
        orders.order_type = 'sale'
        and not orders.is_cancelled

),

orders_ranked as (

    select
        *,
        row_number() over (
            partition by customer_id
            order by ordered_at desc, order_id asc
        ) as recency_rank

    from orders_timed

    where {{ is_open('triggered_at', 'expires_at') }}

),

latest_orders as (

    select *
    from orders_ranked
    where recency_rank = 1

),

lines_ranked as (

    select
        latest_orders.order_id,
        products.product_id,
        products.category,
        row_number() over (
            partition by latest_orders.order_id
            order by
                coalesce(order_lines.net_amount, 0) desc,
                order_lines.order_line_id asc
        ) as worth_rank

    from latest_orders

    inner join order_lines
        on latest_orders.order_id = order_lines.order_id

    inner join products
        on order_lines.product_id = products.product_id

),

final as (

    select
        -- ids
        latest_orders.customer_id,

        -- text
        'post_purchase' as trigger_name,
        'order' as subject_type,
        latest_orders.order_id as subject_id,
        'once' as occurrence,
        lines_ranked.category as subject_category,
        lines_ranked.product_id,
        'purchase some days ago' as evidence,

        -- numbers
        {{ remaining_share('latest_orders.triggered_at', 'latest_orders.expires_at') }} as strength,

        -- times
        latest_orders.triggered_at,
        latest_orders.expires_at

    from latest_orders

    left join lines_ranked
        on
            latest_orders.order_id = lines_ranked.order_id
            and lines_ranked.worth_rank = 1

)

select * from final
