{#
    Grain: one row per contact, as this run saw it before deciding: what batuta
    published, reconciled with what the sending tools reported, and what other
    tools sent on their own. One ledger for all, for a customer has one patience.
#}
with

contacts_published as (

    select * from {{ ref('int_contacts_published') }}

),

contacts_sent_outside as (

    select * from {{ ref('int_contacts_sent_outside') }}

),

final as (

    select
        -- ids
        contact_id,
        decision_id,
        customer_id,
        campaign_id,
        trigger_id,
        run_id,

        -- text
        source_name,
        source_record_id,
        channel,
        contact_point_type,
        contact_point,
        campaign_group,
        topic,
        purpose,
        status,

        -- booleans
        counts_to_caps,

        -- times
        contact_date

    from contacts_published

    union all

    select
        contact_id,
        cast(null as {{ dbt.type_string() }}) as decision_id,
        customer_id,
        campaign_id,
        cast(null as {{ dbt.type_string() }}) as trigger_id,
        cast(null as {{ dbt.type_string() }}) as run_id,
        source_name,
        source_record_id,
        channel,
        contact_point_type,
        contact_point,
        campaign_group,
        topic,
        purpose,
        status,
        counts_to_caps,
        contact_date

    from contacts_sent_outside

    where contact_date <= {{ decision_date() }}

)

select * from final
