{# Grain: one row per raw stocked item, parsed, with what became of it. #}
{% set required = ['id'] %}
with

inventory_items as (

    select * from {{ source('shopify', 'inventory_items') }}

),

parsed as (

    select
        {{ normalise_key('id') }} as id,
        id as id_raw,
        upper({{ clean_text('sku') }}) as sku,
        coalesce({{ parse_boolean('_fivetran_deleted') }}, false) as is_deleted,
        {{ parse_timestamp('updated_at', 'shopify') }} as updated_at,
        updated_at as updated_at_raw,
        {{ parse_timestamp('_fivetran_synced', 'shopify') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from inventory_items

),

final as (

    select
        -- ids
        id,

        -- text
        sku,

        -- booleans
        is_deleted,

        -- times
        coalesce(updated_at, synced_at) as updated_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['id'],
            content=['sku', 'is_deleted'],
            updated_at='coalesce(updated_at, synced_at)'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['updated_at', 'synced_at']) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
