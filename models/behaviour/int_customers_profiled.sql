{#
    Grain: one row per customer who may be profiled. Whoever refused profiling
    is not here, and so has no derived value in any later model.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

consents as (

    select * from {{ ref('fct_consents') }}

),

refusals as (

    select distinct customer_id

    from consents

    where
        purpose = 'profiling'
        and status = 'withdrawn'
        and is_current

),

final as (

    select
        -- ids
        customers.customer_id,

        -- text
        customers.time_zone,

        -- numbers
        customers.record_count

    from customers

    left join refusals
        on customers.customer_id = refusals.customer_id

    where refusals.customer_id is null

)

select * from final
