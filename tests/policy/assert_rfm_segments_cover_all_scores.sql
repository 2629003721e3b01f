{# Each of the 125 combinations of scores has a segment, unless there are none at all. #}
with

rfm_segments as (

    select * from {{ ref('rfm_segments') }}

),

scores (score) as (

    values (1), (2), (3), (4), (5)

),

combinations as (

    select
        recencies.score as recency_score,
        frequencies.score as frequency_score,
        monetaries.score as monetary_score

    from scores as recencies

    cross join scores as frequencies

    cross join scores as monetaries

),

combinations_named as (

    select
        combinations.recency_score,
        combinations.frequency_score,
        combinations.monetary_score,
        count(rfm_segments.rfm_segment) as segment_count

    from combinations

    left join rfm_segments
        on
            combinations.recency_score
            between rfm_segments.recency_min and rfm_segments.recency_max
            and combinations.frequency_score
            between rfm_segments.frequency_min and rfm_segments.frequency_max
            and combinations.monetary_score
            between rfm_segments.monetary_min and rfm_segments.monetary_max

    group by
        combinations.recency_score,
        combinations.frequency_score,
        combinations.monetary_score

),

segments_counted as (

    select count(*) as segment_count
    from rfm_segments

),

final as (

    select
        combinations_named.recency_score,
        combinations_named.frequency_score,
        combinations_named.monetary_score

    from combinations_named

    cross join segments_counted

    where
        combinations_named.segment_count = 0
        and segments_counted.segment_count > 0

)

select * from final
