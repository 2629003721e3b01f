{#
    Grain: one row per customer who did anything at all and moment it is looked
    at from. What was only sent to the customer does not count.
#}
with

touchpoints as (

    select * from {{ ref('fct_touchpoints') }}

),

customers as (

    select * from {{ ref('int_customers_profiled') }}

),

moments as (

    select * from {{ ref('int_scoring_moments') }}

),

latest_per_lag as (

    select
        customer_id,
        {{ known_lag_days('occurred_at') }} as known_lag_days,
        max(occurred_at) as last_interacted_at

    from touchpoints

    where
        is_by_customer
        and customer_id is not null

    group by
        customer_id,
        {{ known_lag_days('occurred_at') }}

),

final as (

    select
        -- ids
        latest_per_lag.customer_id,

        -- numbers
        moments.lag_days,

        -- times
        max(latest_per_lag.last_interacted_at) as last_interacted_at

    from latest_per_lag

    inner join customers
        on latest_per_lag.customer_id = customers.customer_id

    inner join moments
        on latest_per_lag.known_lag_days >= moments.lag_days

    group by
        latest_per_lag.customer_id,
        moments.lag_days

)

select * from final
