{#
    Grain: one row per profiled customer and moment it is looked at from: the
    values whose change is worth knowing.
#}
with

measures as (

    select * from {{ ref('int_customer_measures') }}

),

rfm as (

    select * from {{ ref('int_customer_rfm') }}

),

classes as (

    select * from {{ ref('int_customer_classes') }}

),

phases as (

    select * from {{ ref('int_customer_phases') }}

),

interests as (

    select * from {{ ref('int_customer_interests') }}

),

final as (

    select
        -- ids
        measures.customer_id,

        -- text
        rfm.rfm_segment,
        classes.frequency_class,
        classes.recency_class,
        classes.lifecycle_stage,
        phases.decision_phase,
        interests.top_category,

        -- numbers
        measures.lag_days,
        rfm.recency_score,
        rfm.frequency_score,
        rfm.monetary_score,
        coalesce(interests.intent_score, cast(0 as decimal(5, 4))) as intent_score,

        -- booleans
        coalesce(interests.is_intent_surge, false) as is_intent_surge

    from measures

    left join rfm
        on
            measures.customer_id = rfm.customer_id
            and measures.lag_days = rfm.lag_days

    left join classes
        on
            measures.customer_id = classes.customer_id
            and measures.lag_days = classes.lag_days

    left join phases
        on
            measures.customer_id = phases.customer_id
            and measures.lag_days = phases.lag_days

    left join interests
        on
            measures.customer_id = interests.customer_id
            and measures.lag_days = interests.lag_days

)

select * from final
