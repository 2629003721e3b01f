{#
    Grain: one row per order, order line, cart or price whose amount cannot be
    told in the business currency. An order here is not in `fct_orders`, and its
    lines are here with it; add the rate to fx_rates.csv and they come back.
#}
with

orders as (

    select * from {{ ref('int_orders_converted') }}

),

order_lines as (

    select * from {{ ref('int_order_lines_converted') }}

),

carts as (

    select * from {{ ref('int_carts_converted') }}

),

product_prices as (

    select * from {{ ref('int_product_prices_converted') }}

),

faults as (

    select
        'order' as fact_type,
        order_id as fact_id,
        source_name,
        currency,
        fault_reason as reason,
        net_amount as amount,
        ordered_at as occurred_at

    from orders

    where fault_reason is not null

    union all

    select
        'order_line' as fact_type,
        order_line_id as fact_id,
        source_name,
        currency,
        fault_reason as reason,
        net_amount as amount,
        ordered_at as occurred_at

    from order_lines

    where fault_reason is not null

    union all

    select
        'cart' as fact_type,
        cart_id as fact_id,
        source_name,
        currency,
        fault_reason as reason,
        total_amount as amount,
        created_at as occurred_at

    from carts

    where fault_reason is not null

    union all

    select
        'product_price' as fact_type,
        price_id as fact_id,
        source_name,
        currency,
        fault_reason as reason,
        price_amount as amount,
        observed_at as occurred_at

    from product_prices

    where fault_reason is not null

),

final as (

    select
        -- ids
        fact_type,
        fact_id,
        source_name,

        -- text
        currency,
        reason,

        -- numbers
        cast(amount as decimal(18, 4)) as amount,

        -- times
        occurred_at

    from faults

)

select * from final
