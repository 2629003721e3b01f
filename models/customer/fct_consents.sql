{#
    Grain: one row per consent statement. It is current while it is in force for any
    channel and contact point it speaks about.
#}
with

consents as (

    {{ union_staged('consents') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

grants as (

    select * from {{ ref('int_consent_grants') }}

),

withdrawals as (

    select * from {{ ref('int_consent_withdrawals') }}

),

in_force as (

    select consent_id from grants
    union distinct
    select consent_id from withdrawals

),

final as (

    select
        -- ids
        consents.consent_id,
        customer_records.customer_id,
        consents.source_record_id,

        -- text
        consents.source_name,
        consents.purpose,
        consents.channel,
        consents.topic,
        consents.contact_point,
        consents.status,

        -- booleans
        in_force.consent_id is not null as is_current,

        -- times
        consents.recorded_at

    from consents
    inner join customer_records
        on
            consents.source_name = customer_records.source_name
            and consents.source_record_id = customer_records.source_record_id
    left join in_force on consents.consent_id = in_force.consent_id

    where consents.recorded_at <= {{ as_of() }}

)

select * from final
