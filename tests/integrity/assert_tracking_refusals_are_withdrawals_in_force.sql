{#
    Guards fct_tracking_refusals, which identity works out before the consents of a person
    are known: it names exactly those of whom a withdrawal of tracking is in force.
#}
with

tracking_refusals as (

    select * from {{ ref('fct_tracking_refusals') }}

),

withdrawals as (

    select distinct customer_id
    from {{ ref('fct_consents') }}

    where purpose = 'tracking' and status = 'withdrawn' and is_current

)

select
    tracking_refusals.customer_id as refusing_customer_id,
    withdrawals.customer_id as withdrawing_customer_id

from tracking_refusals
full outer join withdrawals on tracking_refusals.customer_id = withdrawals.customer_id

where tracking_refusals.customer_id is null or withdrawals.customer_id is null
