{# Grain: one row per refund that takes lines back. #}
with

order_line_refunds as (

    select * from {{ ref('int_shopify__order_line_refunds_reviewed') }}
    where row_status = 'staged'

),

final as (

    select
        -- ids
        refund_id,
        order_id,

        -- numbers
        sum(coalesce(subtotal, 0)) as subtotal,

        -- times
        refunded_at

    from order_line_refunds
    group by refund_id, order_id, refunded_at

)

select * from final
