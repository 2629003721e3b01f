{#
    Grain: one row per person and address (e-mail, phone, push token, postal address,
    customer number). Exactly one of each type is primary: a valid one before one that
    bounced, then the one of the golden record, then the latest.
#}
with

contact_point_records as (

    select * from {{ ref('bridge_contact_points') }}

    where not is_deleted

),

golden_fields as (

    select * from {{ ref('int_customer_golden_fields') }}

),

contact_point_reports as (

    select * from {{ ref('int_contact_point_reports') }}

),

-- A postal address is golden if it is that of the record whose street survived.
matched as (

    select
        contact_point_records.customer_id,
        contact_point_records.source_name,
        contact_point_records.source_record_id,
        contact_point_records.contact_point_type,
        contact_point_records.contact_point,
        contact_point_records.created_at,
        contact_point_records.changed_at,
        contact_point_records.acquired_at,
        case
            when
                golden_fields.field = 'street'
                and golden_fields.source_name = contact_point_records.source_name
                and golden_fields.source_record_id
                = contact_point_records.source_record_id
                then 1
            when golden_fields.field_value = contact_point_records.contact_point then 1
            else 0
        end as is_golden

    from contact_point_records
    left join golden_fields
        on
            contact_point_records.customer_id = golden_fields.customer_id
            and golden_fields.field = case
                when contact_point_records.contact_point_type = 'postal_address'
                    then 'street'
                else contact_point_records.contact_point_type
            end

),

numbered as (

    select
        customer_id,
        source_name,
        source_record_id,
        contact_point_type,
        contact_point,
        changed_at,
        max(is_golden) over (
            partition by customer_id, contact_point_type, contact_point
        ) as is_golden,
        min(coalesce(acquired_at, created_at, changed_at)) over (
            partition by customer_id, contact_point_type, contact_point
        ) as valid_from_at,
        count(*) over (
            partition by customer_id, contact_point_type, contact_point
        ) as record_count,
        row_number() over (
            partition by customer_id, contact_point_type, contact_point
            order by
                changed_at desc nulls last,
                source_name asc,
                source_record_id asc
        ) as record_number

    from matched

),

reported as (

    select
        numbered.customer_id,
        numbered.source_name,
        numbered.source_record_id,
        numbered.contact_point_type,
        numbered.contact_point,
        numbered.record_count,
        numbered.changed_at,
        numbered.is_golden,
        numbered.valid_from_at,
        contact_point_reports.last_bounced_at,
        contact_point_reports.last_complained_at,
        contact_point_reports.suppressed_at,
        contact_point_reports.last_bounced_at is null as is_valid

    from numbered
    left join contact_point_reports
        on
            numbered.contact_point_type = contact_point_reports.contact_point_type
            and numbered.contact_point = contact_point_reports.contact_point

    where numbered.record_number = 1

),

final as (

    select
        -- ids
        customer_id,
        source_name,
        source_record_id,

        -- text
        contact_point_type,
        contact_point,
        case
            when last_complained_at is not null then 'complaint'
            when last_bounced_at is not null then 'hard_bounce'
        end as suppression_reason,

        -- numbers
        record_count,

        -- booleans
        is_valid,
        row_number() over (
            partition by customer_id, contact_point_type
            order by
                case when is_valid then 0 else 1 end asc,
                is_golden desc,
                changed_at desc nulls last,
                contact_point asc
        ) = 1 as is_primary,
        suppressed_at is not null as is_suppressed,

        -- times
        valid_from_at,
        suppressed_at,
        last_bounced_at

    from reported

)

select * from final
