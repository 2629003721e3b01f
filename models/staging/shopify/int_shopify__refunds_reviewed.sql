{# Grain: one row per raw refund, parsed, with what became of it. #}
{% set required = ['id', 'created_at'] %}
with

refunds as (

    select * from {{ source('shopify', 'refunds') }}

),

parsed as (

    select
        {{ normalise_key('id') }} as id,
        id as id_raw,
        {{ normalise_key('order_id') }} as order_id,
        {{ parse_timestamp('processed_at', 'shopify') }} as processed_at,
        processed_at as processed_at_raw,
        coalesce(
            {{ parse_timestamp('processed_at', 'shopify') }},
            {{ parse_timestamp('created_at', 'shopify') }}
        ) as created_at,
        coalesce(processed_at, created_at) as created_at_raw,
        {{ parse_timestamp('_fivetran_synced', 'shopify') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from refunds

),

final as (

    select
        -- ids
        id,
        order_id,

        -- times
        created_at,

        -- review
        {{ row_status_by_key(
            required, key=['id'], content=['order_id', 'created_at'], updated_at='synced_at'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['processed_at', 'synced_at']) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
