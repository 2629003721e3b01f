-- Guards the walk: no candidate is turned away that nothing blocks, and none is let through
-- with a blocker on it. A rejection without a reason would be a contact lost in silence.
with

decisions as (

    select * from {{ ref('fct_campaign_decisions') }}

)

select
    decision_id,
    outcome,
    reason,
    blocked_by_type,
    blocked_by_id

from decisions

where
    (outcome = 'rejected' and (blocked_by_id is null or blocked_by_type = 'none'))
    or (outcome <> 'rejected' and (blocked_by_id is not null or blocked_by_type <> 'none'))
