{#
    Grain: one row per pair of descriptions: its match weight, which is what any two people
    start from and what each comparison adds, and the probability that they are one.
#}
with

pair_evidence as (

    select * from {{ ref('int_identity_pair_evidence') }}

),

population as (

    select * from {{ ref('int_identity_population') }}

),

summed as (

    select
        earlier_rank,
        later_rank,
        sum(bits) as bits

    from pair_evidence

    group by earlier_rank, later_rank

),

weighed as (

    select
        summed.earlier_rank,
        summed.later_rank,
        cast(population.prior_bits + summed.bits as decimal(9, 4)) as match_weight

    from summed
    cross join population

),

final as (

    select
        -- ids
        earlier_rank,
        later_rank,

        -- numbers
        match_weight,
        {{ probability_of('match_weight') }} as probability

    from weighed

)

select * from final
