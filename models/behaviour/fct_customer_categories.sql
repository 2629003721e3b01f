{#
    Grain: one row per profiled customer and category that the customer ever
    looked at, asked about or bought. Whether there was a surge a day earlier is
    told by the same SQL over the same facts, sources and rules.
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

scores_before as (

    select *
    from category_scores
    where lag_days = 1

),

customer_totals as (

    select
        customer_id,
        lag_days,
        sum(case when category <> '' then affinity_points else 0 end) as affinity_points,
        max(first_seen_age) as first_seen_age

    from category_scores

    group by
        customer_id,
        lag_days

),

surges_before as (

    select
        scores_before.customer_id,
        scores_before.category,
        {{ is_surge(
            'scores_before.recent_count', 'scores_before.recent_points',
            'scores_before.baseline_points', 'customer_totals.first_seen_age', 'parameters',
        ) }} as was_intent_surge

    from scores_before

    inner join customer_totals
        on
            scores_before.customer_id = customer_totals.customer_id
            and scores_before.lag_days = customer_totals.lag_days

    cross join parameters

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
        coalesce(surges_before.was_intent_surge, false) as was_intent_surge,

        -- times
        scores_now.first_ordered_at,
        scores_now.last_ordered_at,
        scores_now.last_viewed_at

    from scores_now

    inner join customer_totals
        on
            scores_now.customer_id = customer_totals.customer_id
            and scores_now.lag_days = customer_totals.lag_days

    left join surges_before
        on
            scores_now.customer_id = surges_before.customer_id
            and scores_now.category = surges_before.category

    cross join parameters

    where scores_now.category <> ''

)

select * from final
