-- Which campaigns compete for the same people on the decided day, and who wins.
with

decisions as (

    select *
    from {{ ref('fct_campaign_decisions') }}
    where
        decision_date = {{ decision_date() }}
        and outcome <> 'gated'

),

campaigns_wanting as (

    select
        customer_id,
        campaign_id,
        max(case when outcome = 'selected' then 1 else 0 end) as was_selected

    from decisions

    group by customer_id, campaign_id

)

select
    one.campaign_id,
    other.campaign_id as other_campaign_id,
    count(*) as shared_customer_count,
    sum(one.was_selected) as won_count,
    sum(other.was_selected) as other_won_count

from campaigns_wanting as one

inner join campaigns_wanting as other
    on
        one.customer_id = other.customer_id
        and one.campaign_id < other.campaign_id

group by one.campaign_id, other.campaign_id

order by shared_customer_count desc, one.campaign_id asc, other.campaign_id asc
