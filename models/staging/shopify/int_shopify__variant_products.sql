{#
    Grain: one row per variant, with the product it is for the rest of the house:
    its stock-keeping unit, else the shop's product. Of variants that are one
    product the one made first (the shorter, smaller key) speaks for its price.
#}
with

product_variants as (

    select * from {{ ref('int_shopify__product_variants_reviewed') }}
    where row_status = 'staged'

),

inventory_items as (

    select * from {{ ref('int_shopify__inventory_items_reviewed') }}
    where row_status = 'staged'

),

keyed as (

    select
        product_variants.id as variant_id,
        product_variants.product_id as shop_product_id,
        product_variants.inventory_item_id,
        product_variants.variant_name,
        product_variants.is_deleted,
        product_variants.created_at,
        product_variants.updated_at,
        coalesce(product_variants.sku, inventory_items.sku) as sku

    from product_variants
    left join inventory_items on product_variants.inventory_item_id = inventory_items.id

),

final as (

    select
        -- ids
        variant_id,
        shop_product_id,
        inventory_item_id,
        {{ product_key('sku', 'shopify', 'shop_product_id') }} as product_id,

        -- text
        sku,
        variant_name,

        -- numbers
        row_number() over (
            partition by {{ product_key('sku', 'shopify', 'shop_product_id') }}
            order by is_deleted, length(variant_id), variant_id
        ) as variant_rank,

        -- booleans
        is_deleted,

        -- times
        created_at,
        updated_at

    from keyed

)

select * from final
