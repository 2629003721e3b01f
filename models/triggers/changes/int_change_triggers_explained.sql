{{ config(materialized='view') }}

{#
    Grain: one row per customer and trigger that looks at changes of the profile:
    what it asks for, what the customer has, and whether that is enough. For
    whoever asks why a trigger is missing; a view, to be read for one customer.
#}
{% set triggers = ['segment_change', 'phase_change', 'intent_surge', 'churn_risk'] %}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

categories as (

    select * from {{ ref('fct_customer_categories') }}

),

{%- for trigger in triggers %}
    {{ trigger }}_found as (

        select distinct customer_id
        from {{ ref('int_' ~ trigger ~ '_triggers') }}

    ),

    {{ trigger }}_rules as (

        select
            {{ pivot_parameters(['valid_hours', 'min_risk', 'max_recency_days']) }}

        from {{ ref('trigger_rules') }}

        where trigger_name = '{{ trigger }}'

    ),
{%- endfor %}

surges as (

    select
        customer_id,
        count(case when is_intent_surge then 1 end) as surge_count,
        count(case when is_intent_surge and was_intent_surge then 1 end) as old_surge_count

    from categories

    group by customer_id

),

explained as (

    select
        customers.customer_id,
        'segment_change' as trigger_name,
        'another RFM segment than a day ago, in the first '
        || {{ parameter_text('segment_change_rules.valid_hours') }} || ' hours of the day'
            as requirement,
        'now ' || coalesce(profiles.rfm_segment, 'none') as customer_value,
        segment_change_found.customer_id is not null as is_met

    from customers

    cross join segment_change_rules

    left join profiles
        on customers.customer_id = profiles.customer_id

    left join segment_change_found
        on customers.customer_id = segment_change_found.customer_id

    union all

    select
        customers.customer_id,
        'phase_change' as trigger_name,
        'another decision phase than a day ago, in the first '
        || {{ parameter_text('phase_change_rules.valid_hours') }} || ' hours of the day'
            as requirement,
        'now ' || coalesce(profiles.decision_phase, 'none') as customer_value,
        phase_change_found.customer_id is not null as is_met

    from customers

    cross join phase_change_rules

    left join profiles
        on customers.customer_id = profiles.customer_id

    left join phase_change_found
        on customers.customer_id = phase_change_found.customer_id

    union all

    select
        customers.customer_id,
        'intent_surge' as trigger_name,
        'a category in which interest surges and did not a day ago, in the first '
        || {{ parameter_text('intent_surge_rules.valid_hours') }} || ' hours of the day'
            as requirement,
        'categories with a surge: '
        || cast(coalesce(surges.surge_count, 0) as {{ dbt.type_string() }})
        || ', a day ago already: '
        || cast(coalesce(surges.old_surge_count, 0) as {{ dbt.type_string() }})
            as customer_value,
        intent_surge_found.customer_id is not null as is_met

    from customers

    cross join intent_surge_rules

    left join surges
        on customers.customer_id = surges.customer_id

    left join intent_surge_found
        on customers.customer_id = intent_surge_found.customer_id

    union all

    select
        customers.customer_id,
        'churn_risk' as trigger_name,
        'a churn risk of ' || {{ parameter_text('churn_risk_rules.min_risk * 100') }}
        || ' % or more, the last purchase at most '
        || {{ parameter_text('churn_risk_rules.max_recency_days') }}
        || ' days ago, in the first ' || {{ parameter_text('churn_risk_rules.valid_hours') }}
        || ' hours of the day' as requirement,
        'churn risk ' || coalesce(
            cast(cast(profiles.churn_risk as decimal(5, 4)) as {{ dbt.type_string() }}),
            'not known'
        ) || coalesce(
            ', last bought ' || cast(profiles.recency_days as {{ dbt.type_string() }})
            || ' days ago',
            ', never bought'
        ) as customer_value,
        churn_risk_found.customer_id is not null as is_met

    from customers

    cross join churn_risk_rules

    left join profiles
        on customers.customer_id = profiles.customer_id

    left join churn_risk_found
        on customers.customer_id = churn_risk_found.customer_id

),

final as (

    select
        -- ids
        customer_id,

        -- text
        trigger_name,
        requirement,
        customer_value,

        -- booleans
        is_met

    from explained

)

select * from final
