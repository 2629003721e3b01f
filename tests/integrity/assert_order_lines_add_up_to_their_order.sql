{#
    Guards the conversion of amounts: where a source gives both an order's net
    amount and its lines, they tell the same money. Each amount is rounded to 4
    places on its own, so a line may be off by half of the last place.
#}
with

orders as (

    select
        order_id,
        line_count,
        net_amount

    from {{ ref('fct_orders') }}

    where line_count > 0

),

lines as (

    select
        order_id,
        sum(net_amount) as lines_net_amount

    from {{ ref('fct_order_lines') }}

    group by order_id

)

select
    orders.order_id,
    orders.net_amount,
    lines.lines_net_amount

from orders

left join lines
    on orders.order_id = lines.order_id

where
    lines.order_id is null
    or (
        orders.net_amount is not null
        and lines.lines_net_amount is not null
        and abs(orders.net_amount - lines.lines_net_amount)
        > 0.0001 * (orders.line_count + 1)
    )
