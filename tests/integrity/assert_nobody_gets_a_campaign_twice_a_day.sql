-- Guards fct_campaign_decisions: the channels of a campaign are alternatives. Without this
-- a customer could be sent the same campaign on two of them and nothing else would notice.
with

decisions as (

    select * from {{ ref('fct_campaign_decisions') }}

),

selected as (

    select *
    from decisions
    where
        outcome = 'selected'
        and reason = 'selected'

)

select
    decision_date,
    customer_id,
    campaign_id,
    count(*) as channel_count

from selected

group by decision_date, customer_id, campaign_id

having count(*) > 1
