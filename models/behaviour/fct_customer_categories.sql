{#
    Grain: one row per profiled customer and category that the customer ever
    looked at, asked about or bought.
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

scores_now as (

    select *
    from category_scores
    where lag_days = 0

),

customer_totals as (

    select
        customer_id,
        sum(case when category <> '' then affinity_points else 0 end) as affinity_points,
        max(first_seen_age) as first_seen_age

    from scores_now

    group by customer_id

),

final as (

    select
        -- ids
        scores_now.customer_id,

        -- text
        scores_now.category,

        -- numbers
        scores_now.viewed_count_30d,
        scores_now.dwell_seconds_7d,
        scores_now.carted_count_30d,
        scores_now.ordered_count,
        scores_now.net_amount,
        scores_now.chat_count_90d,
        cast(
            case
                when customer_totals.affinity_points > 0
                    then
                        cast(scores_now.affinity_points as double)
                        / cast(customer_totals.affinity_points as double)
                else 0
            end as decimal(5, 4)
        ) as affinity_score,
        {{ intent_score('scores_now.intent_points', 'parameters.intent_half_points') }}
            as intent_score,

        -- booleans
        {{ is_surge(
            'scores_now.recent_count', 'scores_now.recent_points', 'scores_now.baseline_points',
            'customer_totals.first_seen_age', 'parameters',
        ) }} as is_intent_surge,

        -- times
        scores_now.first_ordered_at,
        scores_now.last_ordered_at,
        scores_now.last_viewed_at

    from scores_now

    inner join customer_totals
        on scores_now.customer_id = customer_totals.customer_id

    cross join parameters

    where scores_now.category <> ''

)

select * from final
