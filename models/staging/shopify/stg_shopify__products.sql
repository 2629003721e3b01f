{#
    Grain: one row per product: per stock-keeping unit, and per product of the shop
    that has none.
#}
{% set shop_url = source_setting('shopify', 'shop_url', '') %}
with

products as (

    select * from {{ ref('int_shopify__products_reviewed') }}
    where row_status = 'staged'

),

variants as (

    select * from {{ ref('int_shopify__variant_products') }}
    where variant_rank = 1 and product_id is not null

),

products_without_variant as (

    select
        products.id as shop_product_id,
        {{ product_key('null', 'shopify', 'products.id') }} as product_id

    from products
    left join variants on products.id = variants.shop_product_id
    where variants.product_id is null

),

keyed as (

    select
        product_id,
        shop_product_id,
        sku,
        nullif(variant_name, 'Default Title') as variant_name,
        is_deleted,
        created_at,
        updated_at

    from variants

    union all

    select
        product_id,
        shop_product_id,
        cast(null as {{ dbt.type_string() }}) as sku,
        cast(null as {{ dbt.type_string() }}) as variant_name,
        false as is_deleted,
        cast(null as timestamp) as created_at,
        cast(null as timestamp) as updated_at

    from products_without_variant

),

final as (

    {{ fill_shape('products', {
        'source_name': "'shopify'",
        'product_id': 'keyed.product_id',
        'sku': 'keyed.sku',
        'product_name': "products.product_name || coalesce(' - ' || keyed.variant_name, '')",
        'category': 'products.category',
        'brand': 'products.brand',
        'url': "'" ~ shop_url ~ "/products/' || products.handle",
        'is_active': 'coalesce(products.is_active, true) and not keyed.is_deleted',
        'created_at': 'coalesce(products.created_at, keyed.created_at)',
        'updated_at': 'coalesce(products.updated_at, keyed.updated_at)',
    }) }}

    from keyed
    left join products on keyed.shop_product_id = products.id

)

select * from final
