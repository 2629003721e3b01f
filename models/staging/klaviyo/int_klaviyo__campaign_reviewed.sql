{# Grain: one row per raw campaign, parsed, with what became of it. #}
{% set required = ['campaign_id'] %}
with

campaigns as (

    select * from {{ source('klaviyo', 'campaign') }}

),

parsed as (

    select
        {{ normalise_key('id') }} as campaign_id,
        id as campaign_id_raw,
        {{ clean_text('name') }} as campaign_name,
        {{ parse_timestamp('updated', 'klaviyo') }} as updated_at,
        updated as updated_at_raw,
        {{ parse_timestamp('_fivetran_synced', 'klaviyo') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from campaigns

),

final as (

    select
        -- ids
        campaign_id,

        -- text
        campaign_name,

        -- times
        updated_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['campaign_id'],
            updated_at='coalesce(updated_at, synced_at)',
            content=['synced_at', 'campaign_name', 'updated_at_raw']
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['updated_at', 'synced_at']) }} as field_faults,
        campaign_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
