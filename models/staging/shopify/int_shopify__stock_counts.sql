{#
    Grain: one row per count of what can be sold: of a stocked item at a place, or,
    for a product whose places nobody counted by `as_of`, of a variant. All
    deliveries count.
#}
with

variants as (

    select * from {{ ref('int_shopify__variant_products') }}
    where product_id is not null

),

inventory_levels as (

    select * from {{ ref('int_shopify__inventory_levels_reviewed') }}
    where
        row_status <> 'quarantined'
        and available is not null
        and updated_at <= {{ as_of() }}

),

product_variants as (

    select * from {{ ref('int_shopify__product_variants_reviewed') }}
    where row_status <> 'quarantined' and inventory_quantity is not null

),

levels_counted as (

    select
        variants.product_id,
        inventory_levels.inventory_item_id || ' ' || inventory_levels.location_id as counted_unit,
        case when inventory_levels.is_deleted then 0 else inventory_levels.available end
            as available_quantity,
        inventory_levels.updated_at as observed_at,
        inventory_levels._delivery_number

    from inventory_levels
    inner join variants on inventory_levels.inventory_item_id = variants.inventory_item_id

),

products_with_levels as (

    select distinct product_id from levels_counted

),

variants_counted as (

    select
        variants.product_id,
        product_variants.id as counted_unit,
        case when product_variants.is_deleted then 0 else product_variants.inventory_quantity end
            as available_quantity,
        coalesce(product_variants.synced_at, product_variants.updated_at) as observed_at,
        product_variants._delivery_number

    from product_variants
    inner join variants on product_variants.id = variants.variant_id
    left join products_with_levels on variants.product_id = products_with_levels.product_id
    where products_with_levels.product_id is null

),

gathered as (

    select
        product_id,
        counted_unit,
        available_quantity,
        observed_at,
        _delivery_number

    from levels_counted

    union all

    select
        product_id,
        counted_unit,
        available_quantity,
        observed_at,
        _delivery_number

    from variants_counted
    where observed_at is not null

),

ranked as (

    select
        product_id,
        counted_unit,
        available_quantity,
        observed_at,
        row_number() over (
            partition by product_id, counted_unit, observed_at
            order by _delivery_number desc, available_quantity asc
        ) as count_rank

    from gathered

),

final as (

    select
        -- ids
        product_id,
        counted_unit,

        -- numbers
        available_quantity,

        -- times
        observed_at

    from ranked
    where count_rank = 1

)

select * from final
