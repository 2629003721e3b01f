{#
    Grain: one row per customer who is likely not to come back, but has not been
    away for so long that nothing can be done. Once per absence: the next purchase
    begins another.
#}
with

profiles as (

    select *
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

last_orders as (

    select * from {{ ref('int_last_orders') }}

),

rules as (

    select
        {{ pivot_parameters(['min_risk', 'max_recency_days', 'valid_hours']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'churn_risk'

),

risks as (

    select
        profiles.customer_id,
        profiles.churn_risk,
        last_orders.order_id,
        {{ business_midnight(decision_date()) }} as triggered_at,
        {{ add_seconds(business_midnight(decision_date()), 'rules.valid_hours * 3600') }}
            as expires_at

    from profiles

    inner join last_orders
        on profiles.customer_id = last_orders.customer_id

    cross join rules

    where
        profiles.churn_risk >= rules.min_risk
        and profiles.recency_days <= rules.max_recency_days

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'churn_risk' as trigger_name,
        'order' as subject_type,
        order_id as subject_id,
        'once' as occurrence,
        cast(null as {{ dbt.type_string() }}) as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        'likely not to come back: ' || cast(churn_risk as {{ dbt.type_string() }})
            as evidence,

        -- numbers
        cast(churn_risk as decimal(5, 4)) as strength,

        -- times
        triggered_at,
        expires_at

    from risks

    where {{ is_open('triggered_at', 'expires_at') }}

)

select * from final
