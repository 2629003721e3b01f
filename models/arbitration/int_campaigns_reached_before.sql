{#
    Grain: one row per customer and campaign that the ledger already holds for the
    decision date, on whichever channel.
#}
with

contacts as (

    select * from {{ ref('int_contacts_counting') }}

),

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

final as (

    select distinct
        contacts.customer_key,
        campaigns.campaign_key

    from contacts

    inner join campaigns
        on contacts.campaign_id = campaigns.campaign_id

    where
        contacts.contact_date = {{ decision_date() }}
        and contacts.customer_key is not null

)

select * from final
