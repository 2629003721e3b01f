{#
    Grain: one row per line of an order, and one per line that a refund takes back
    (negative). A line without a readable price costs nothing.
#}
with

order_lines as (

    select * from {{ ref('int_shopify__order_lines_reviewed') }}
    where row_status = 'staged'

),

order_line_refunds as (

    select * from {{ ref('int_shopify__order_line_refunds_reviewed') }}
    where row_status = 'staged'

),

variants as (

    select * from {{ ref('int_shopify__variant_products') }}

),

lines_keyed as (

    select
        order_lines.id,
        order_lines.order_id,
        coalesce(
            {{ product_key('order_lines.sku') }},
            variants.product_id,
            {{ product_key('null', 'shopify', 'order_lines.product_id') }}
        ) as product_id,
        order_lines.ordered_at,
        order_lines.quantity,
        order_lines.price,
        coalesce(order_lines.total_discount, 0) as discount_amount,
        coalesce(try_cast(order_lines.quantity * order_lines.price as decimal(18, 4)), 0)
            as gross_amount,
        order_lines.currency

    from order_lines
    left join variants on order_lines.variant_id = variants.variant_id

),

gathered as (

    select
        'shopify:' || id as order_line_id,
        'shopify:' || order_id as order_id,
        product_id,
        ordered_at,
        quantity,
        price as unit_price_amount,
        discount_amount,
        gross_amount - discount_amount as net_amount,
        currency

    from lines_keyed

    union all

    select
        'shopify:refund:' || order_line_refunds.id as order_line_id,
        'shopify:refund:' || order_line_refunds.refund_id as order_id,
        lines_keyed.product_id,
        order_line_refunds.refunded_at as ordered_at,
        -order_line_refunds.quantity as quantity,
        lines_keyed.price as unit_price_amount,
        0 as discount_amount,
        -coalesce(order_line_refunds.subtotal, 0) as net_amount,
        coalesce(
            lines_keyed.currency, '{{ source_setting("shopify", "currency", var("currency")) }}'
        ) as currency

    from order_line_refunds
    left join lines_keyed on order_line_refunds.order_line_id = lines_keyed.id

),

final as (

    {{ fill_shape('order_lines', {
        'source_name': "'shopify'",
        'order_line_id': 'order_line_id',
        'order_id': 'order_id',
        'product_id': 'product_id',
        'ordered_at': 'ordered_at',
        'quantity': 'quantity',
        'unit_price_amount': 'unit_price_amount',
        'discount_amount': 'discount_amount',
        'net_amount': 'net_amount',
        'currency': 'currency',
    }) }}

    from gathered

)

select * from final
