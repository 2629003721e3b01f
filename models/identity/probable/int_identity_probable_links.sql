{#
    Grain: one row per pair of descriptions that are one person by their probability, in
    the one order in which probable links are taken, after all others: the likeliest first,
    then by the earlier record and the later.
#}
with

pair_scores as (

    select * from {{ ref('int_identity_pair_scores') }}

),

certain_persons as (

    select * from {{ ref('int_identity_certain_persons') }}

),

match_rules as (

    select * from {{ ref('int_identity_match_rules') }}

),

final as (

    select
        -- ids
        row_number() over (
            order by
                pair_scores.match_weight desc,
                pair_scores.earlier_rank asc,
                pair_scores.later_rank asc
        ) as link_number,
        pair_scores.earlier_rank,
        pair_scores.later_rank,
        earlier.person_rank as earlier_person_rank,
        later.person_rank as later_person_rank,

        -- numbers
        pair_scores.probability

    from pair_scores
    inner join match_rules on pair_scores.probability >= match_rules.link_probability
    inner join certain_persons as earlier on pair_scores.earlier_rank = earlier.record_rank
    inner join certain_persons as later on pair_scores.later_rank = later.record_rank

)

select * from final
