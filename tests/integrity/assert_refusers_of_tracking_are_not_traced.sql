{#
    Guards the refusal of tracking: nothing that a visit is known by stands beside a person
    who refuses it, where one join would make their anonymous visits theirs again.
#}
with

tracking_refusals as (

    select * from {{ ref('fct_tracking_refusals') }}

),

traces as (

    select
        'fct_carts' as table_name,
        cart_id as fact_id,
        customer_id,
        coalesce(visitor_id, cart_token) as trace

    from {{ ref('fct_carts') }}

    union all

    select
        'fct_touches' as table_name,
        touch_id as fact_id,
        customer_id,
        visitor_id as trace

    from {{ ref('fct_touches') }}

    union all

    select
        'fct_web_events' as table_name,
        event_id as fact_id,
        customer_id,
        visitor_id as trace

    from {{ ref('fct_web_events') }}

    union all

    select
        'bridge_anonymous_visitors' as table_name,
        visitor_id as fact_id,
        customer_id,
        visitor_id as trace

    from {{ ref('bridge_anonymous_visitors') }}

)

select
    traces.table_name,
    traces.fact_id,
    traces.customer_id

from traces

inner join tracking_refusals
    on traces.customer_id = tracking_refusals.customer_id

where traces.trace is not null
