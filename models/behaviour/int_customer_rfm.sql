{#
    Grain: one row per customer who has bought and moment it is looked at from.

    Bands are fixed, so that a customer moves only by what the customer does. A
    value in two bands gets the better score: a slip in the policy must not
    double a person. Who never bought has no scores, rather than the worst ones.
#}
with

measures as (

    select * from {{ ref('int_customer_measures') }}

),

bands as (

    select * from {{ ref('rfm_bands') }}

),

segments as (

    select * from {{ ref('rfm_segments') }}

),

measured as (

    select
        measures.customer_id,
        measures.lag_days,
        bands.measure,
        bands.score,
        bands.minimum,
        bands.maximum,
        case bands.measure
            when 'recency_days' then cast(measures.recency_days as decimal(18, 4))
            when 'order_count' then cast(measures.order_count as decimal(18, 4))
            when 'net_amount' then measures.net_amount
        end as measure_value

    from measures

    cross join bands

    where measures.order_count > 0

),

scored as (

    select
        customer_id,
        lag_days,
        max(case when measure = 'recency_days' then score end) as recency_score,
        max(case when measure = 'order_count' then score end) as frequency_score,
        max(case when measure = 'net_amount' then score end) as monetary_score

    from measured

    where
        (minimum is null or measure_value >= minimum)
        and (maximum is null or measure_value < maximum)

    group by
        customer_id,
        lag_days

),

score_combinations as (

    select distinct
        recency_score,
        frequency_score,
        monetary_score

    from scored

),

segments_fitting as (

    select
        score_combinations.recency_score,
        score_combinations.frequency_score,
        score_combinations.monetary_score,
        segments.rfm_segment,
        row_number() over (
            partition by
                score_combinations.recency_score,
                score_combinations.frequency_score,
                score_combinations.monetary_score
            order by segments.position, segments.rfm_segment
        ) as fit_rank

    from score_combinations

    inner join segments
        on
            score_combinations.recency_score between segments.recency_min
            and segments.recency_max
            and score_combinations.frequency_score between segments.frequency_min
            and segments.frequency_max
            and score_combinations.monetary_score between segments.monetary_min
            and segments.monetary_max

),

final as (

    select
        -- ids
        scored.customer_id,

        -- text
        segments_fitting.rfm_segment,

        -- numbers
        scored.lag_days,
        cast(scored.recency_score as integer) as recency_score,
        cast(scored.frequency_score as integer) as frequency_score,
        cast(scored.monetary_score as integer) as monetary_score

    from scored

    left join segments_fitting
        on
            scored.recency_score = segments_fitting.recency_score
            and scored.frequency_score = segments_fitting.frequency_score
            and scored.monetary_score = segments_fitting.monetary_score
            and segments_fitting.fit_rank = 1

)

select * from final
