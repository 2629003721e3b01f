{#
    Grain: one row per line of the latest delivery of a receipt. Equal lines of
    one receipt are numbered; a line without a readable price costs nothing.
    All lines of a receipt carry its earliest printed time.
#}
with

receipt_lines as (

    select * from {{ ref('int_pos__receipt_lines_reviewed') }}
    where row_status = 'staged'

),

numbered as (

    select
        invoice,
        stock_code,
        quantity,
        price,
        min(invoice_date) over (partition by invoice) as ordered_at,
        row_number() over (
            partition by invoice
            order by
                stock_code asc nulls last,
                description asc nulls last,
                quantity asc,
                price asc nulls last,
                invoice_date asc,
                customer_number asc nulls last,
                country_raw asc nulls last,
                _row_number asc
        ) as line_number

    from receipt_lines

),

final as (

    select
        -- ids
        'pos' as source_name,
        'pos:' || invoice || ':' || cast(line_number as {{ dbt.type_string() }}) as order_line_id,
        'pos:' || invoice as order_id,
        {{ product_key('stock_code') }} as product_id,

        -- times
        ordered_at,

        -- numbers
        quantity,
        price as unit_price_amount,
        cast(0 as decimal(18, 4)) as discount_amount,
        coalesce(try_cast(quantity * price as decimal(18, 4)), 0) as net_amount,

        -- text
        '{{ source_setting("pos", "currency", var("currency")) }}' as currency

    from numbered

)

select * from final
