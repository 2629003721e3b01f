{#
    Grain: one row per order, and one per refund that takes lines back (a return,
    at the time of the refund, with negative amounts). Amounts are those of the
    goods, without shipping. Cancelled, deleted and test orders are marked.
#}
with

orders as (

    select * from {{ ref('int_shopify__orders_reviewed') }}
    where row_status = 'staged'

),

refunds as (

    select * from {{ ref('int_shopify__refunds_summed') }}

),

priced as (

    select
        id,
        source_record_id,
        currency,
        is_cancelled,
        created_at,
        coalesce(total_discounts, 0) as discount_amount,
        coalesce(
            total_line_items_price,
            subtotal_price + coalesce(total_discounts, 0),
            total_price,
            0
        ) as gross_amount

    from orders

),

gathered as (

    select
        'shopify:' || id as order_id,
        source_record_id,
        'sale' as order_type,
        created_at as ordered_at,
        currency,
        gross_amount,
        discount_amount,
        gross_amount - discount_amount as net_amount,
        is_cancelled

    from priced

    union all

    select
        'shopify:refund:' || refunds.refund_id as order_id,
        orders.source_record_id,
        'return' as order_type,
        refunds.refunded_at as ordered_at,
        coalesce(
            orders.currency, '{{ source_setting("shopify", "currency", var("currency")) }}'
        ) as currency,
        -refunds.subtotal as gross_amount,
        0 as discount_amount,
        -refunds.subtotal as net_amount,
        coalesce(orders.is_cancelled, false) as is_cancelled

    from refunds
    left join orders on refunds.order_id = orders.id

),

final as (

    {{ fill_shape('orders', {
        'source_name': "'shopify'",
        'order_id': 'order_id',
        'source_record_id': 'source_record_id',
        'order_type': 'order_type',
        'ordered_at': 'ordered_at',
        'currency': 'currency',
        'gross_amount': 'gross_amount',
        'discount_amount': 'discount_amount',
        'net_amount': 'net_amount',
        'is_cancelled': 'is_cancelled',
    }) }}

    from gathered

)

select * from final
