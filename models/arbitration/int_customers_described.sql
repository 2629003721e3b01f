{#
    Grain: one row per customer, with every attribute that audience rules and the
    profile filters of caps may look at (the list: `audience_attributes`).
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

final as (

    select
        -- ids
        customers.customer_id,

        -- the golden record
        customers.birth_date,
        customers.city,
        customers.completeness_score,
        customers.country,
        customers.first_seen_at,
        customers.gender,
        customers.language,
        customers.last_seen_at,
        customers.postal_code,
        customers.record_count,
        customers.time_zone,

        -- the profile
        profiles.age,
        profiles.average_order_amount,
        profiles.churn_risk,
        profiles.days_since_interaction,
        profiles.decision_phase,
        profiles.expected_orders_30d,
        profiles.expected_orders_365d,
        profiles.expected_orders_90d,
        profiles.expected_value_amount,
        profiles.frequency_class,
        profiles.frequency_score,
        profiles.intent_score,
        profiles.is_intent_surge,
        profiles.lifecycle_stage,
        profiles.monetary_score,
        profiles.net_amount,
        profiles.order_count,
        profiles.personalisation_stage,
        profiles.preferred_channel,
        profiles.preferred_hour,
        profiles.probability_alive,
        profiles.recency_class,
        profiles.recency_days,
        profiles.recency_score,
        profiles.rfm_segment,
        profiles.top_category

    from customers

    left join profiles
        on customers.customer_id = profiles.customer_id

)

select * from final
