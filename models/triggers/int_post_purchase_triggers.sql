{#
    Grain: one row per customer with a purchase some days ago; of several, the
    latest. The dearest product that was kept stands for it. Sources do not say
    which purchase a return takes back, so that a product is returned when the
    customer has brought back as many as were bought since; a purchase of which
    nothing is left needs no following up.
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

orders_open as (

    select *
    from orders_timed
    where {{ is_open('triggered_at', 'expires_at') }}

),

products_returned as (

    select
        orders_open.order_id,
        order_lines.product_id

    from orders_open

    inner join order_lines
        on
            orders_open.customer_id = order_lines.customer_id
            and orders_open.ordered_at <= order_lines.ordered_at

    where not order_lines.is_cancelled

    group by
        orders_open.order_id,
        order_lines.product_id

    having sum(order_lines.quantity) <= 0

),

lines_checked as (

    select
        order_lines.order_id,
        order_lines.order_line_id,
        order_lines.product_id,
        order_lines.net_amount,
        products_returned.order_id is null as is_kept

    from order_lines

    inner join orders_open
        on order_lines.order_id = orders_open.order_id

    left join products_returned
        on
            order_lines.order_id = products_returned.order_id
            and order_lines.product_id = products_returned.product_id

),

orders_returned as (

    select order_id

    from lines_checked

    group by order_id

    having max(case when is_kept then 1 else 0 end) = 0

),

orders_ranked as (

    select
        orders_open.*,
        row_number() over (
            partition by orders_open.customer_id
            order by orders_open.ordered_at desc, orders_open.order_id asc
        ) as recency_rank

    from orders_open

    left join orders_returned
        on orders_open.order_id = orders_returned.order_id

    where orders_returned.order_id is null

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
                coalesce(lines_checked.net_amount, 0) desc,
                lines_checked.order_line_id asc
        ) as worth_rank

    from latest_orders

    inner join lines_checked
        on
            latest_orders.order_id = lines_checked.order_id
            and lines_checked.is_kept

    inner join products
        on lines_checked.product_id = products.product_id

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
