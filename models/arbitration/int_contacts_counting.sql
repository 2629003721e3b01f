{#
    Grain: one row per contact in the ledger that still counts (it was not
    reported as not sent), dated up to the decision date, with the numbers of its
    customer and its address (null: nobody's and nothing a candidate has).
#}
with

ledger as (

    select * from {{ ref('fct_contact_ledger') }}

),

customers as (

    select * from {{ ref('int_customers_numbered') }}

),

contact_points as (

    select * from {{ ref('int_contact_points_numbered') }}

),

final as (

    select
        -- ids
        ledger.contact_id,
        ledger.campaign_id,
        customers.customer_key,
        contact_points.contact_point_key,

        -- text
        ledger.channel,
        ledger.campaign_group,
        ledger.topic,

        -- booleans
        ledger.counts_to_caps,

        -- times
        ledger.contact_date

    from ledger

    left join customers
        on ledger.customer_id = customers.customer_id

    left join contact_points
        on
            ledger.contact_point_type = contact_points.contact_point_type
            and ledger.contact_point = contact_points.contact_point

    where
        ledger.status <> 'not_sent'
        and ledger.contact_date <= {{ decision_date() }}

)

select * from final
