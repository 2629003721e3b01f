{#
    Grain: one row per customer and category in which the customer's interest
    surges, and did not a day earlier: the same SQL over the same facts says so of
    both moments. Once per day of interest that began a surge; open on the day on
    which it is found.
#}
with

categories as (

    select * from {{ ref('fct_customer_categories') }}

),

profiles as (

    select *
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['valid_hours']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'intent_surge'

),

surges as (

    select
        categories.customer_id,
        categories.category,
        categories.intent_score,
        coalesce(
            {{ business_date('categories.last_viewed_at') }},
            {{ add_days(decision_date(), '-1 * profiles.days_since_interaction') }}
        ) as interested_date,
        {{ business_midnight(decision_date()) }} as triggered_at,
        {{ add_seconds(business_midnight(decision_date()), 'rules.valid_hours * 3600') }}
            as expires_at

    from categories

    inner join profiles
        on categories.customer_id = profiles.customer_id

    cross join rules

    where
        categories.is_intent_surge
        and not categories.was_intent_surge

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'intent_surge' as trigger_name,
        'category' as subject_type,
        category as subject_id,
        coalesce(cast(interested_date as {{ dbt.type_string() }}), 'none') as occurrence,
        category as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        'more interest than in a usual week' as evidence,

        -- numbers
        cast(intent_score as decimal(5, 4)) as strength,

        -- times
        triggered_at,
        expires_at

    from surges

    where {{ is_open('triggered_at', 'expires_at') }}

)

select * from final
