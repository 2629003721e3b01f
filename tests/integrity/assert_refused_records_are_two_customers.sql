{#
    Guards fct_identity_refusals: a refusal between records of one person would say that
    the bridge does not believe.
#}
with

refusals as (

    select * from {{ ref('fct_identity_refusals') }}

)

select
    refusal_id,
    earlier_customer_id,
    later_customer_id

from refusals

where earlier_customer_id = later_customer_id
