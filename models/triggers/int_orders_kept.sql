{#
    Grain: one row per purchase of a known customer within the time that triggers
    after a purchase look back, of which the customer kept something. The dearest
    product that was kept stands for it. Sources do not say which purchase a
    return takes back, so that a product is returned when the customer has brought
    back as many as were bought since.
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

rules as (

    select *
    from {{ ref('trigger_rules') }}
    where
        trigger_name in ('post_purchase', 'review_request')
        and parameter in ('delivery_days', 'delay_days', 'valid_days')

),

-- From the purchase to the end of the trigger it is all spans of its rule.
spans_summed as (

    select
        trigger_name,
        sum(value) as look_back_days

    from rules

    group by trigger_name

),

window_start as (

    select {{ add_seconds(as_of(), '-86400 * max(look_back_days)') }} as looked_from_at
    from spans_summed

),

orders_recent as (

    select
        orders.customer_id,
        orders.order_id,
        orders.source_name,
        orders.ordered_at

    from orders

    inner join window_start
        on orders.ordered_at > window_start.looked_from_at

    where
        orders.customer_id is not null
        and orders.order_type = 'sale'
        and not orders.is_cancelled

),

products_returned as (

    select
        orders_recent.order_id,
        order_lines.product_id

    from orders_recent

    inner join order_lines
        on
            orders_recent.customer_id = order_lines.customer_id
            and orders_recent.ordered_at <= order_lines.ordered_at

    where not order_lines.is_cancelled

    group by
        orders_recent.order_id,
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

    inner join orders_recent
        on order_lines.order_id = orders_recent.order_id

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

lines_ranked as (

    select
        lines_checked.order_id,
        products.product_id,
        products.category,
        row_number() over (
            partition by lines_checked.order_id
            order by
                coalesce(lines_checked.net_amount, 0) desc,
                lines_checked.order_line_id asc
        ) as worth_rank

    from lines_checked

    inner join products
        on lines_checked.product_id = products.product_id

    where lines_checked.is_kept

),

final as (

    select
        -- ids
        orders_recent.customer_id,
        orders_recent.order_id,
        lines_ranked.product_id,

        -- text
        orders_recent.source_name,
        lines_ranked.category,

        -- times
        orders_recent.ordered_at

    from orders_recent

    left join orders_returned
        on orders_recent.order_id = orders_returned.order_id

    left join lines_ranked
        on
            orders_recent.order_id = lines_ranked.order_id
            and lines_ranked.worth_rank = 1

    where orders_returned.order_id is null

)

select * from final
