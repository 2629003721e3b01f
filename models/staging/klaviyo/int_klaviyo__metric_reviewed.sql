{# Grain: one row per raw metric, parsed, with what became of it. #}
{% set required = ['metric_id'] %}
with

metrics as (

    select * from {{ source('klaviyo', 'metric') }}

),

parsed as (

    select
        {{ normalise_key('id') }} as metric_id,
        id as metric_id_raw,
        {{ clean_text('name') }} as metric_name,
        {{ parse_timestamp('updated', 'klaviyo') }} as updated_at,
        updated as updated_at_raw,
        {{ parse_timestamp('_fivetran_synced', 'klaviyo') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from metrics

),

final as (

    select
        -- ids
        metric_id,

        -- text
        metric_name,

        -- times
        updated_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['metric_id'],
            updated_at='coalesce(updated_at, synced_at)',
            content=['synced_at', 'metric_name', 'updated_at_raw']
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['updated_at', 'synced_at']) }} as field_faults,
        metric_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
