{# Grain: one row per checkout and product in it; exports without `line_items` have none. #}
with

checkouts as (

    select * from {{ ref('int_shopify__abandoned_checkouts_reviewed') }}
    where row_status = 'staged' and not is_deleted and line_items is not null

),

variants as (

    select * from {{ ref('int_shopify__variant_products') }}

),

items as (

    select
        id,
        {{ explode_json_array('line_items') }} as item

    from checkouts

),

parsed as (

    select
        id,
        {{ clean_text(json_field('item', 'sku')) }} as sku,
        {{ normalise_key(json_field('item', 'variant_id')) }} as variant_id,
        {{ normalise_key(json_field('item', 'product_id')) }} as shop_product_id,
        {{ parse_quantity(json_field('item', 'quantity')) }} as quantity,
        {{ parse_amount(json_field('item', 'price')) }} as price

    from items

),

keyed as (

    select
        parsed.id,
        coalesce(
            {{ product_key('parsed.sku') }},
            variants.product_id,
            {{ product_key('null', 'shopify', 'parsed.shop_product_id') }}
        ) as product_id,
        coalesce(parsed.quantity, 1) as quantity,
        parsed.price

    from parsed
    left join variants on parsed.variant_id = variants.variant_id

),

summed as (

    select
        id,
        product_id,
        sum(quantity) as quantity,
        max(price) as price

    from keyed
    where product_id is not null
    group by id, product_id

),

final as (

    {{ fill_shape('cart_lines', {
        'source_name': "'shopify'",
        'cart_id': "'shopify:' || id",
        'product_id': 'product_id',
        'quantity': 'quantity',
        'unit_price_amount': 'price',
    }) }}

    from summed

)

select * from final
