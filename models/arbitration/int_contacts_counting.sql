{#
    Grain: one row per contact in the ledger that still counts (it was not
    reported as not sent), dated up to the decision date, with the unit keys
    caps are counted by.
#}
with

ledger as (

    select * from {{ ref('fct_contact_ledger') }}

),

final as (

    select
        -- ids
        contact_id,
        customer_id,
        campaign_id,

        -- text
        channel,
        campaign_group,
        topic,
        contact_point_type || ':' || contact_point as contact_point_key,

        -- booleans
        counts_to_caps,

        -- times
        contact_date

    from ledger

    where
        status <> 'not_sent'
        and contact_date <= {{ decision_date() }}

)

select * from final
