{#
    Grain: one row per ticket, chat or call with customer service. What was
    solved after `as_of` is still open.
#}
with

service_contacts as (

    select * from {{ ref('int_service_contacts_happened') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

final as (

    select
        -- ids
        service_contacts.service_contact_id,
        service_contacts.source_name,
        customer_records.customer_id,

        -- text
        service_contacts.service_channel,
        case
            when service_contacts.solved_at > {{ as_of() }} then 'open'
            else service_contacts.status
        end as status,
        service_contacts.rating,
        lower(trim(service_contacts.subject_category)) as subject_category,

        -- numbers
        service_contacts.duration_seconds,

        -- times
        service_contacts.started_at,
        case
            when service_contacts.solved_at <= {{ as_of() }}
                then service_contacts.solved_at
        end as solved_at

    from service_contacts

    left join customer_records
        on
            service_contacts.source_name = customer_records.source_name
            and service_contacts.source_record_id = customer_records.source_record_id

)

select * from final
