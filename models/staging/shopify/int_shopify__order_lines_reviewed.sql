{#
    Grain: one row per raw order line, parsed, with what became of it. A line has
    no time but its order's: while the order is missing the line is quarantined.
#}
{% set required = ['id', 'order_id', 'quantity'] %}
{% set others = {'order_id_unknown': 'ordered_at is null'} %}
{% set content = [
    'order_id', 'product_id', 'variant_id', 'sku', 'price_raw', 'quantity', 'total_discount_raw',
] %}
with

order_lines as (

    select * from {{ source('shopify', 'order_lines') }}

),

orders as (

    select * from {{ ref('int_shopify__orders_reviewed') }}
    where row_status = 'staged'

),

parsed as (

    select
        {{ normalise_key('order_lines.id') }} as id,
        order_lines.id as id_raw,
        {{ normalise_key('order_lines.order_id') }} as order_id,
        order_lines.order_id as order_id_raw,
        {{ normalise_key('order_lines.product_id') }} as product_id,
        {{ normalise_key('order_lines.variant_id') }} as variant_id,
        {{ clean_text('order_lines.sku') }} as sku,
        {{ parse_amount('order_lines.price') }} as price,
        order_lines.price as price_raw,
        {{ parse_quantity('order_lines.quantity') }} as quantity,
        order_lines.quantity as quantity_raw,
        {{ parse_amount('order_lines.total_discount') }} as total_discount,
        order_lines.total_discount as total_discount_raw,
        {{ parse_timestamp('order_lines._fivetran_synced', 'shopify') }} as synced_at,
        order_lines._fivetran_synced as synced_at_raw,
        orders.created_at as ordered_at,
        orders.currency,
        order_lines._delivery,
        order_lines._delivery_number,
        order_lines._row_number

    from order_lines
    left join orders
        on {{ normalise_key('order_lines.order_id') }} = orders.id

),

final as (

    select
        -- ids
        id,
        order_id,
        product_id,
        variant_id,

        -- text
        sku,
        currency,

        -- numbers
        price,
        quantity,
        total_discount,

        -- times
        ordered_at,

        -- review
        {{ row_status_by_key(
            required, key=['id'], content=content, updated_at='synced_at', others=others
        ) }} as row_status,
        {{ quarantine_reason(required, others) }} as quarantine_reason,
        {{ field_faults(['price', 'total_discount', 'synced_at']) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
