{#
    Guards the refusal of profiling: no derived value, no interest and no trigger
    but the broadcasts that everyone gets, which then say nothing.
#}
with

refusers as (

    select *
    from {{ ref('dim_customer_profiles') }}
    where not is_profiled

),

categories as (

    select * from {{ ref('fct_customer_categories') }}

),

triggers as (

    select * from {{ ref('fct_triggers') }}

)

select
    refusers.customer_id,
    'profile' as table_name

from refusers

where
    coalesce(
        refusers.rfm_segment, refusers.lifecycle_stage, refusers.top_category,
        refusers.preferred_channel, refusers.decision_phase, refusers.personalisation_stage
    ) is not null
    or coalesce(
        refusers.recency_days, refusers.order_count, refusers.preferred_hour,
        refusers.days_since_interaction
    ) is not null
    or coalesce(refusers.intent_score, refusers.churn_risk, refusers.net_amount) is not null

union all

select
    refusers.customer_id,
    'categories' as table_name

from refusers

inner join categories
    on refusers.customer_id = categories.customer_id

union all

select
    refusers.customer_id,
    'triggers' as table_name

from refusers

inner join triggers
    on refusers.customer_id = triggers.customer_id

where
    triggers.trigger_name <> 'scheduled_broadcast'
    or triggers.sentence_en is not null
    or triggers.sentence_es is not null
