{#
    Grain: one row per line of an order in `fct_orders`.
#}
with

order_lines as (

    select * from {{ ref('int_order_lines_converted') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

final as (

    select
        -- ids
        order_lines.order_line_id,
        order_lines.order_id,
        order_lines.source_name,
        orders.customer_id,
        order_lines.product_id,

        -- text
        orders.order_type,

        -- numbers
        order_lines.quantity,
        {{ convert_amount('order_lines.unit_price_amount', 'order_lines.rate') }}
            as unit_price_amount,
        {{ convert_amount('order_lines.discount_amount', 'order_lines.rate') }}
            as discount_amount,
        {{ convert_amount('order_lines.net_amount', 'order_lines.rate') }} as net_amount,

        -- booleans
        orders.is_cancelled,

        -- times
        order_lines.ordered_at

    from order_lines

    inner join orders
        on order_lines.order_id = orders.order_id

    where order_lines.fault_reason is null

)

select * from final
