{#
    Grain: one row per cell of a withdrawal that stands: the latest of its record, and not
    lifted by a later grant of its record or for the same contact point.
#}
with

cells as (

    select * from {{ ref('int_consent_cells') }}

    where is_latest

),

latest_grants as (

    select * from cells
    where status = 'granted' and not is_record_deleted

),

final as (

    select
        -- ids
        cells.consent_id,
        cells.customer_id,
        cells.source_name,
        cells.source_record_id,

        -- text
        cells.purpose,
        cells.channel,
        cells.topic,
        cells.contact_point,

        -- times
        cells.recorded_at

    from cells
    left join latest_grants on {{ is_lifted_by('cells', 'latest_grants') }}

    where cells.status = 'withdrawn' and latest_grants.customer_id is null

)

select * from final
