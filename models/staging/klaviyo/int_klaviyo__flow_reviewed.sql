{# Grain: one row per raw flow, parsed, with what became of it. #}
{% set required = ['flow_id'] %}
with

flows as (

    select * from {{ source('klaviyo', 'flow') }}

),

parsed as (

    select
        {{ normalise_key('id') }} as flow_id,
        id as flow_id_raw,
        {{ clean_text('name') }} as flow_name,
        {{ parse_timestamp('updated', 'klaviyo') }} as updated_at,
        updated as updated_at_raw,
        {{ parse_timestamp('_fivetran_synced', 'klaviyo') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from flows

),

final as (

    select
        -- ids
        flow_id,

        -- text
        flow_name,

        -- times
        updated_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['flow_id'],
            updated_at='coalesce(updated_at, synced_at)',
            content=['synced_at', 'flow_name', 'updated_at_raw']
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['updated_at', 'synced_at']) }} as field_faults,
        flow_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
