-- Guards rpt_decision_funnel: per campaign and day the candidates are the sum of every
-- outcome and reason, and a reason belongs to one outcome alone.
with

funnel as (

    select * from {{ ref('rpt_decision_funnel') }}

),

decisions as (

    select * from {{ ref('fct_campaign_decisions') }}

),

funnel_summed as (

    select
        decision_date,
        campaign_id,
        sum(candidate_count) as candidate_count

    from funnel

    group by decision_date, campaign_id

),

decisions_counted as (

    select
        decision_date,
        campaign_id,
        count(*) as candidate_count

    from decisions

    group by decision_date, campaign_id

)

select
    coalesce(funnel_summed.decision_date, decisions_counted.decision_date) as decision_date,
    coalesce(funnel_summed.campaign_id, decisions_counted.campaign_id) as campaign_id,
    funnel_summed.candidate_count as funnel_count,
    decisions_counted.candidate_count as decision_count

from funnel_summed

full outer join decisions_counted
    on
        funnel_summed.decision_date = decisions_counted.decision_date
        and funnel_summed.campaign_id = decisions_counted.campaign_id

where funnel_summed.candidate_count is distinct from decisions_counted.candidate_count
