{#
    Grain: one row per customer of `dim_customers`. Who refused profiling has a
    row like everyone, with the age as given and nothing derived from behaviour.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

measures as (

    select *
    from {{ ref('int_customer_measures') }}
    where lag_days = 0

),

states as (

    select *
    from {{ ref('int_profile_states') }}
    where lag_days = 0

),

channels as (

    select * from {{ ref('int_customer_channels') }}

),

hours as (

    select * from {{ ref('int_customer_hours') }}

),

predictions as (

    select * from {{ ref('int_customer_values') }}

),

stages as (

    select * from {{ ref('int_customer_stages') }}

),

final as (

    select
        -- ids
        customers.customer_id,

        -- text
        states.rfm_segment,
        states.frequency_class,
        states.recency_class,
        states.lifecycle_stage,
        states.top_category,
        channels.preferred_channel,
        states.decision_phase,
        stages.personalisation_stage,

        -- numbers
        cast({{ age_years('customers.birth_date', decision_date()) }} as integer) as age,
        measures.days_since_interaction,
        measures.recency_days,
        measures.order_count,
        measures.return_count,
        measures.net_amount,
        measures.average_order_amount,
        states.recency_score,
        states.frequency_score,
        states.monetary_score,
        hours.preferred_hour,
        states.intent_score,
        cast(predictions.probability_alive as decimal(7, 6)) as probability_alive,
        cast(predictions.expected_orders_30d as decimal(18, 6)) as expected_orders_30d,
        cast(predictions.expected_orders_90d as decimal(18, 6)) as expected_orders_90d,
        cast(predictions.expected_orders_365d as decimal(18, 6)) as expected_orders_365d,
        predictions.expected_value_amount,
        cast(predictions.churn_risk as decimal(7, 6)) as churn_risk,

        -- booleans
        states.is_intent_surge,
        measures.customer_id is not null as is_profiled

    from customers

    left join measures
        on customers.customer_id = measures.customer_id

    left join states
        on customers.customer_id = states.customer_id

    left join channels
        on customers.customer_id = channels.customer_id

    left join hours
        on customers.customer_id = hours.customer_id

    left join predictions
        on customers.customer_id = predictions.customer_id

    left join stages
        on customers.customer_id = stages.customer_id

)

select * from final
