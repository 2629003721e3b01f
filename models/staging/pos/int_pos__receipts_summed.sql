{#
    Grain: one row per receipt. It belongs to the smallest customer number on its
    lines, should they name two; that is seen only where a till was misused.
#}
with

receipt_lines as (

    select * from {{ ref('int_pos__receipt_lines_reviewed') }}
    where row_status = 'staged'

),

final as (

    select
        -- ids
        invoice,
        min(customer_number) as customer_number,

        -- text
        min(country_raw) as country_raw,

        -- numbers
        max(quantity) as largest_quantity,
        sum(coalesce(try_cast(quantity * price as decimal(18, 4)), 0)) as net_amount,

        -- times
        min(invoice_date) as ordered_at

    from receipt_lines
    group by invoice

)

select * from final
