{#
    Grain: one row per receipt. It belongs to the smallest customer number on its
    lines, should they name two; that is seen only where a till was misused. What
    identifier_rules.csv calls a placeholder is no number: the basket is anonymous.
#}
with

receipt_lines as (

    select * from {{ ref('int_pos__receipt_lines_reviewed') }}
    where row_status = 'staged'

),

identifier_rules as (

    select * from {{ ref('identifier_rules') }}
    where identifier_type = 'customer_number'

),

customer_numbers as (

    select distinct customer_number
    from receipt_lines
    where customer_number is not null

),

placeholders as (

    select distinct customer_numbers.customer_number

    from customer_numbers
    inner join identifier_rules
        on {{ is_placeholder('customer_numbers.customer_number', 'identifier_rules') }}

),

final as (

    select
        -- ids
        receipt_lines.invoice,
        min(
            case when placeholders.customer_number is null then receipt_lines.customer_number end
        ) as customer_number,

        -- text
        min(receipt_lines.country) as country,

        -- numbers
        max(receipt_lines.quantity) as largest_quantity,
        sum(
            coalesce(
                try_cast(receipt_lines.quantity * receipt_lines.price as decimal(18, 4)), 0
            )
        ) as net_amount,

        -- times
        min(receipt_lines.invoice_date) as ordered_at

    from receipt_lines
    left join placeholders on receipt_lines.customer_number = placeholders.customer_number
    group by receipt_lines.invoice

)

select * from final
