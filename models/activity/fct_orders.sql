{#
    Grain: one row per order or return whose amounts can be told in the business
    currency. Cancelled orders stay, marked: they were placed, but not bought.
#}
with

orders as (

    select * from {{ ref('int_orders_converted') }}

),

order_lines as (

    select * from {{ ref('int_order_lines_converted') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

visitor_spans as (

    select * from {{ ref('int_visitor_spans') }}

),

lines_counted as (

    select
        order_id,
        count(*) as line_count

    from order_lines

    where fault_reason is null

    group by order_id

),

final as (

    select
        -- ids
        orders.order_id,
        orders.source_name,
        coalesce(customer_records.customer_id, visitor_spans.customer_id) as customer_id,

        -- text
        orders.order_type,
        orders.currency as order_currency,

        -- numbers
        coalesce(lines_counted.line_count, 0) as line_count,
        {{ convert_amount('orders.gross_amount', 'orders.rate') }} as gross_amount,
        {{ convert_amount('orders.discount_amount', 'orders.rate') }} as discount_amount,
        {{ convert_amount('orders.net_amount', 'orders.rate') }} as net_amount,

        -- booleans
        orders.is_cancelled,

        -- times
        orders.ordered_date,
        orders.ordered_at

    from orders

    left join lines_counted
        on orders.order_id = lines_counted.order_id

    left join customer_records
        on
            orders.source_name = customer_records.source_name
            and orders.source_record_id = customer_records.source_record_id

    left join visitor_spans
        on
            orders.anonymous_visitor_id = visitor_spans.visitor_id
            and orders.ordered_at >= visitor_spans.valid_from_at
            and orders.ordered_at < visitor_spans.valid_to_at

    where orders.fault_reason is null

)

select * from final
