-- Guards fct_campaign_decisions: the channels of a campaign are alternatives. Without this
-- a customer could be sent the same campaign on two of them and nothing else would notice; also
-- where the first of the two was published before the day was decided again.
with

decisions as (

    select * from {{ ref('fct_campaign_decisions') }}

),

ledger as (

    select *
    from {{ ref('fct_contact_ledger') }}
    where
        contact_date = {{ decision_date() }}
        and status <> 'not_sent'

),

selected as (

    select *
    from decisions
    where
        outcome = 'selected'
        and reason = 'selected'

),

contacts as (

    select
        decision_date,
        customer_id,
        campaign_id

    from selected

    union all

    select
        selected.decision_date,
        selected.customer_id,
        selected.campaign_id

    from selected

    inner join ledger
        on
            selected.decision_date = ledger.contact_date
            and selected.customer_id = ledger.customer_id
            and selected.campaign_id = ledger.campaign_id

)

select
    decision_date,
    customer_id,
    campaign_id,
    count(*) as contact_count

from contacts

group by decision_date, customer_id, campaign_id

having count(*) > 1
