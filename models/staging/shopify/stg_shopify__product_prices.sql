{#
    Grain: one row per product and change of its price or of the price it is
    compared with, from all deliveries of its variant.
#}
with

variants as (

    select * from {{ ref('int_shopify__variant_products') }}
    where variant_rank = 1 and product_id is not null

),

product_variants as (

    select * from {{ ref('int_shopify__product_variants_reviewed') }}
    where row_status <> 'quarantined' and price is not null

),

observed as (

    select
        variants.product_id,
        product_variants.price,
        product_variants.compare_at_price,
        coalesce(
            product_variants.updated_at, product_variants.synced_at, product_variants.created_at
        ) as observed_at,
        product_variants._delivery_number

    from product_variants
    inner join variants on product_variants.id = variants.variant_id

),

observed_once as (

    select
        product_id,
        price,
        compare_at_price,
        observed_at,
        row_number() over (
            partition by product_id, observed_at
            order by _delivery_number desc, price asc, compare_at_price asc nulls last
        ) as observation_rank

    from observed
    where observed_at is not null

),

compared as (

    select
        product_id,
        price,
        compare_at_price,
        observed_at,
        lag(price) over (partition by product_id order by observed_at) as previous_price,
        lag(compare_at_price) over (
            partition by product_id
            order by observed_at
        ) as previous_compare_at_price

    from observed_once
    where observation_rank = 1

),

final as (

    {{ fill_shape('product_prices', {
        'source_name': "'shopify'",
        'product_id': 'product_id',
        'price_amount': 'price',
        'compare_at_amount': 'compare_at_price',
        'currency': "'" ~ source_setting('shopify', 'currency', var('currency')) ~ "'",
        'observed_at': 'observed_at',
    }) }}

    from compared
    where
        price is distinct from previous_price
        or compare_at_price is distinct from previous_compare_at_price

)

select * from final
