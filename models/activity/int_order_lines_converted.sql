{#
    Grain: one row per staged order line that has happened. A line stands or
    falls with its order: who bought and on which day is the order's, only the
    currency is its own.
#}
with

order_lines as (

    select * from {{ ref('int_order_lines_happened') }}

),

orders as (

    select * from {{ ref('int_orders_converted') }}

),

currency_rates as (

    select * from {{ ref('int_currency_rates') }}

),

lines_dated as (

    select
        order_lines.order_line_id,
        order_lines.source_name,
        order_lines.order_id,
        order_lines.product_id,
        order_lines.quantity,
        order_lines.unit_price_amount,
        order_lines.discount_amount,
        order_lines.net_amount,
        order_lines.ordered_at,
        upper(trim(coalesce(order_lines.currency, orders.currency))) as currency,
        orders.ordered_date,
        case
            when orders.order_id is null then 'no_order'
            when orders.fault_reason is not null then 'order_at_fault'
        end as order_fault_reason

    from order_lines

    left join orders
        on order_lines.order_id = orders.order_id

),

final as (

    select
        -- ids
        lines_dated.order_line_id,
        lines_dated.source_name,
        lines_dated.order_id,
        lines_dated.product_id,

        -- text
        lines_dated.currency,
        case
            when lines_dated.order_fault_reason is not null
                then lines_dated.order_fault_reason
            when currency_rates.rate is not null then null
            when lines_dated.currency is null then 'no_currency'
            else 'no_rate'
        end as fault_reason,

        -- numbers
        currency_rates.rate,
        lines_dated.quantity,
        lines_dated.unit_price_amount,
        lines_dated.discount_amount,
        lines_dated.net_amount,

        -- times
        lines_dated.ordered_at

    from lines_dated

    left join currency_rates
        on
            lines_dated.currency = currency_rates.currency
            and lines_dated.ordered_date >= currency_rates.valid_from_date
            and lines_dated.ordered_date < currency_rates.valid_until_date

)

select * from final
