{{ config(materialized='view') }}

{#
    Grain: one row per customer and product bought, with the number of its purchase
    days and the usual interval between them: the mean one, in whole days (null
    while it was bought on one day only).
#}
with

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

purchase_days as (

    select distinct
        customer_id,
        product_id,
        {{ business_date('ordered_at') }} as ordered_date

    from order_lines

    where
        customer_id is not null
        and product_id is not null
        and order_type = 'sale'
        and not is_cancelled

),

purchases_summed as (

    select
        customer_id,
        product_id,
        count(*) as purchase_count,
        min(ordered_date) as first_ordered_date,
        max(ordered_date) as last_ordered_date

    from purchase_days

    group by
        customer_id,
        product_id

),

final as (

    select
        -- ids
        customer_id,
        product_id,

        -- numbers
        purchase_count,
        cast(
            floor(
                cast(
                    {{ days_between('first_ordered_date', 'last_ordered_date') }} as double
                ) / nullif(purchase_count - 1, 0)
            ) as integer
        ) as interval_days,

        -- times
        last_ordered_date

    from purchases_summed

)

select * from final
