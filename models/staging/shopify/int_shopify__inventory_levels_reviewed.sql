{#
    Grain: one row per raw stock level (item, place) and delivery, parsed, with what
    became of it. What a later delivery supersedes stays the history of the stock.
#}
{% set required = ['inventory_item_id', 'location_id'] %}
with

inventory_levels as (

    select * from {{ source('shopify', 'inventory_levels') }}

),

parsed as (

    select
        {{ normalise_key('inventory_item_id') }} as inventory_item_id,
        inventory_item_id as inventory_item_id_raw,
        {{ normalise_key('location_id') }} as location_id,
        location_id as location_id_raw,
        {{ parse_whole_number('available') }} as available,
        available as available_raw,
        coalesce({{ parse_boolean('_fivetran_deleted') }}, false) as is_deleted,
        {{ parse_timestamp('updated_at', 'shopify') }} as updated_at,
        updated_at as updated_at_raw,
        {{ parse_timestamp('_fivetran_synced', 'shopify') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from inventory_levels

),

final as (

    select
        -- ids
        inventory_item_id,
        location_id,

        -- numbers
        available,

        -- booleans
        is_deleted,

        -- times
        coalesce(updated_at, synced_at) as updated_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['inventory_item_id', 'location_id'],
            content=['available_raw', 'is_deleted'],
            updated_at='coalesce(updated_at, synced_at)'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['available', 'updated_at', 'synced_at']) }} as field_faults,
        inventory_item_id_raw || ' ' || location_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
