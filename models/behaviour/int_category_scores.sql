{#
    Grain: one row per profiled customer, category and moment it is looked at
    from.

    Intent is what was shown since the last purchase in the category, for a
    purchase settles it; what was shown without a category (a checkout) is
    settled by any purchase. Affinity counts everything, purchases too. Each point
    fades with the half-life of its signal. What a usual week holds is taken
    without fading, from the weeks before the last one.
#}
{% set signals = interest_signals() %}
with

category_days as (

    select * from {{ ref('int_category_days') }}

),

moments as (

    select * from {{ ref('int_scoring_moments') }}

),

weights as (

    select * from {{ ref('int_signal_weights') }}

),

parameters as (

    select
        {{ pivot_parameters([
            'dwell_signal_seconds', 'surge_recent_days', 'surge_baseline_days',
        ]) }}

    from {{ ref('profile_parameters') }}

),

days_seen as (

    select
        category_days.*,
        moments.lag_days,
        category_days.age_days - moments.lag_days as day_age,
        cast(
            floor(cast(category_days.dwell_seconds as double) / parameters.dwell_signal_seconds)
            as bigint
        ) as dwelled_count,
        parameters.surge_recent_days,
        parameters.surge_recent_days + parameters.surge_baseline_days as surge_history_days

    from category_days

    inner join moments
        on category_days.age_days >= moments.lag_days

    cross join parameters

),

last_orders as (

    select
        customer_id,
        category,
        lag_days,
        min(day_age) as last_order_age

    from days_seen

    where
        ordered_count > 0
        and category <> ''

    group by
        customer_id,
        category,
        lag_days

    union all

    select
        customer_id,
        '' as category,
        lag_days,
        min(day_age) as last_order_age

    from days_seen

    where ordered_count > 0

    group by
        customer_id,
        lag_days

),

days_weighed as (

    select
        days_seen.*,
        last_orders.last_order_age is null
        or days_seen.day_age < last_orders.last_order_age as is_since_order,
        (
            {%- for signal, count in signals.items() if signal != 'ordered' %}
                {{ '+ ' if not loop.first }}days_seen.{{ count }}
            {%- endfor %}
        ) as interest_count,
        cast(
            {%- for signal, count in signals.items() if signal != 'ordered' %}
                {{ '+ ' if not loop.first }}days_seen.{{ count }}
                * cast(weights.{{ signal }}_weight as double)
            {%- endfor %}
            as decimal(18, 9)
        ) as interest_points,
        cast(
            {%- for signal, count in signals.items() if signal != 'ordered' %}
                {{ '+ ' if not loop.first }}days_seen.{{ count }}
                * cast(weights.{{ signal }}_weight as double)
                * {{ decay('days_seen.day_age', 'weights.' ~ signal ~ '_half_life_days') }}
            {%- endfor %}
            as decimal(18, 9)
        ) as faded_interest_points,
        cast(
            days_seen.ordered_count
            * cast(weights.ordered_weight as double)
            * {{ decay('days_seen.day_age', 'weights.ordered_half_life_days') }}
            as decimal(18, 9)
        ) as faded_order_points

    from days_seen

    cross join weights

    left join last_orders
        on
            days_seen.customer_id = last_orders.customer_id
            and days_seen.category = last_orders.category
            and days_seen.lag_days = last_orders.lag_days

),

final as (

    select
        -- ids
        customer_id,

        -- text
        category,

        -- numbers
        lag_days,
        cast(sum(case when day_age < 30 then viewed_count else 0 end) as bigint)
            as viewed_count_30d,
        cast(sum(case when day_age < 7 then dwell_seconds else 0 end) as bigint)
            as dwell_seconds_7d,
        cast(sum(case when day_age < 30 then carted_count else 0 end) as bigint)
            as carted_count_30d,
        cast(sum(case when day_age < 90 then chatted_count else 0 end) as bigint)
            as chat_count_90d,
        cast(sum(ordered_count) as bigint) as ordered_count,
        cast(sum(net_amount) as decimal(18, 4)) as net_amount,
        cast(sum(faded_interest_points + faded_order_points) as decimal(18, 9))
            as affinity_points,
        cast(
            sum(case when is_since_order then faded_interest_points else 0 end)
            as decimal(18, 9)
        ) as intent_points,
        cast(
            sum(case when day_age < surge_recent_days then interest_count else 0 end) as bigint
        ) as recent_count,
        cast(
            sum(case when day_age < surge_recent_days then interest_points else 0 end)
            as decimal(18, 9)
        ) as recent_points,
        cast(
            sum(
                case
                    when day_age >= surge_recent_days and day_age < surge_history_days
                        then interest_points
                    else 0
                end
            ) as decimal(18, 9)
        ) as baseline_points,
        min(case when is_since_order and carted_count + checkout_count > 0 then day_age end)
            as last_cart_age,
        min(case when is_since_order and interest_count > 0 then day_age end)
            as last_interest_age,
        max(day_age) as first_seen_age,

        -- times
        max(last_viewed_at) as last_viewed_at,
        min(first_ordered_at) as first_ordered_at,
        max(last_ordered_at) as last_ordered_at

    from days_weighed

    group by
        customer_id,
        category,
        lag_days

)

select * from final
