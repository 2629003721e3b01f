{#
    Grain: one row per raw variant and delivery, parsed, with what became of it.
    What a later delivery supersedes stays the history of prices and stock.
#}
{% set required = ['id'] %}
{% set content = [
    'product_id', 'inventory_item_id', 'sku', 'variant_name', 'price_raw', 'compare_at_price_raw',
    'inventory_quantity_raw', 'is_deleted', 'created_at', 'updated_at',
] %}
with

product_variants as (

    select * from {{ source('shopify', 'product_variants') }}

),

parsed as (

    select
        {{ normalise_key('id') }} as id,
        id as id_raw,
        {{ normalise_key('product_id') }} as product_id,
        {{ normalise_key('inventory_item_id') }} as inventory_item_id,
        upper({{ clean_text('sku') }}) as sku,
        {{ clean_text('title') }} as variant_name,
        {{ parse_amount('price') }} as price,
        price as price_raw,
        {{ parse_amount('compare_at_price') }} as compare_at_price,
        compare_at_price as compare_at_price_raw,
        {{ parse_whole_number('inventory_quantity') }} as inventory_quantity,
        inventory_quantity as inventory_quantity_raw,
        coalesce({{ parse_boolean('_fivetran_deleted') }}, false) as is_deleted,
        {{ parse_timestamp('created_at', 'shopify') }} as created_at,
        created_at as created_at_raw,
        {{ parse_timestamp('updated_at', 'shopify') }} as updated_at,
        updated_at as updated_at_raw,
        {{ parse_timestamp('_fivetran_synced', 'shopify') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from product_variants

),

final as (

    select
        -- ids
        id,
        product_id,
        inventory_item_id,

        -- text
        sku,
        variant_name,

        -- numbers
        price,
        compare_at_price,
        inventory_quantity,

        -- booleans
        is_deleted,

        -- times
        created_at,
        updated_at,
        synced_at,

        -- review
        {{ row_status_by_key(
            required, key=['id'], content=content, updated_at='coalesce(synced_at, updated_at)'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults([
            'price', 'compare_at_price', 'inventory_quantity', 'created_at', 'updated_at',
            'synced_at',
        ]) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
