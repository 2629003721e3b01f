{#
    Grain: one row per profiled customer who showed any interest or bought, and
    moment it is looked at from.
#}
with

category_scores as (

    select * from {{ ref('int_category_scores') }}

),

parameters as (

    select
        {{ pivot_parameters([
            'intent_half_points', 'surge_recent_days', 'surge_baseline_days',
            'surge_min_signals', 'surge_ratio', 'surge_smoothing_points',
        ]) }}

    from {{ ref('profile_parameters') }}

),

categories_ranked as (

    select
        customer_id,
        lag_days,
        category,
        row_number() over (
            partition by customer_id, lag_days
            order by
                affinity_points desc,
                net_amount desc,
                ordered_count desc,
                category asc
        ) as affinity_rank

    from category_scores

    where category <> ''

),

categories_summed as (

    select
        customer_id,
        lag_days,
        sum(intent_points) as intent_points,
        sum(recent_count) as recent_count,
        sum(recent_points) as recent_points,
        sum(baseline_points) as baseline_points,
        max(first_seen_age) as first_seen_age,
        min(last_cart_age) as last_cart_age,
        min(last_interest_age) as last_interest_age

    from category_scores

    group by
        customer_id,
        lag_days

),

final as (

    select
        -- ids
        categories_summed.customer_id,

        -- text
        categories_ranked.category as top_category,

        -- numbers
        categories_summed.lag_days,
        categories_summed.last_cart_age,
        categories_summed.last_interest_age,
        {{ intent_score(
            'categories_summed.intent_points', 'parameters.intent_half_points'
        ) }} as intent_score,

        -- booleans
        {{ is_surge(
            'categories_summed.recent_count', 'categories_summed.recent_points',
            'categories_summed.baseline_points', 'categories_summed.first_seen_age', 'parameters',
        ) }} as is_intent_surge

    from categories_summed

    left join categories_ranked
        on
            categories_summed.customer_id = categories_ranked.customer_id
            and categories_summed.lag_days = categories_ranked.lag_days
            and categories_ranked.affinity_rank = 1

    cross join parameters

)

select * from final
