{#
    Every band of a measure begins where the one before it ends, the first has no
    lower end and the last no upper one: each value has exactly one score.
#}
with

rfm_bands as (

    select * from {{ ref('rfm_bands') }}

),

bands_in_order as (

    select
        measure,
        score,
        minimum,
        maximum,
        lag(maximum) over (
            partition by measure
            order by minimum asc nulls first, maximum asc nulls last, score asc
        ) as end_of_previous,
        row_number() over (
            partition by measure
            order by minimum asc nulls first, maximum asc nulls last, score asc
        ) as band_number,
        count(*) over (partition by measure) as band_count

    from rfm_bands

),

final as (

    select
        measure,
        score,
        minimum,
        maximum,
        end_of_previous

    from bands_in_order
    where
        minimum is distinct from end_of_previous
        or (band_number = band_count) <> (maximum is null)

)

select * from final
