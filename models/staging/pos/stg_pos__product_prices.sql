{#
    Grain: one row per stock-keeping unit and change of its price. The price of a
    day is the one most of its sales up to `as_of` were made at (of equals the
    lowest), seen from the first of them on; days without a sale change nothing.
#}
with

receipt_lines as (

    select * from {{ ref('int_pos__receipt_lines_reviewed') }}
    where
        row_status = 'staged'
        and stock_code is not null
        and quantity > 0
        and price > 0
        and invoice_date <= {{ as_of() }}

),

prices_counted as (

    select
        stock_code,
        price,
        cast(invoice_date as date) as sold_date,
        min(invoice_date) as observed_at,
        count(*) as line_count

    from receipt_lines
    group by stock_code, price, cast(invoice_date as date)

),

prices_ranked as (

    select
        stock_code,
        price,
        sold_date,
        observed_at,
        row_number() over (
            partition by stock_code, sold_date
            order by line_count desc, price asc
        ) as price_rank

    from prices_counted

),

prices_compared as (

    select
        stock_code,
        price,
        observed_at,
        lag(price) over (partition by stock_code order by sold_date) as previous_price

    from prices_ranked
    where price_rank = 1

),

final as (

    select
        'pos' as source_name,
        {{ product_key('stock_code') }} as product_id,
        price as price_amount,
        cast(null as decimal(18, 4)) as compare_at_amount,
        '{{ source_setting("pos", "currency", var("currency")) }}' as currency,
        observed_at

    from prices_compared
    where price is distinct from previous_price

)

select * from final
