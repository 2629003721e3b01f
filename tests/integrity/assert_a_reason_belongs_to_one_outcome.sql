-- Guards rpt_decision_funnel: a reason is a reason for one outcome alone. Without this a row
-- that was rejected could be counted among the gated ones by its reason.
with

funnel as (

    select * from {{ ref('rpt_decision_funnel') }}

)

select
    reason,
    min(outcome) as first_outcome,
    max(outcome) as last_outcome

from funnel

group by reason

having min(outcome) <> max(outcome)
