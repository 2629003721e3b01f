{#
    Grain: one row per two descriptions that were scored in this run and are likely to be of
    one person, from the review probability on (or that of a link, whichever is less).
#}
with

pair_scores as (

    select * from {{ ref('int_identity_pair_scores') }}

),

pair_evidence as (

    select * from {{ ref('int_identity_pair_evidence') }}

),

match_rules as (

    select * from {{ ref('int_identity_match_rules') }}

),

likely as (

    select
        pair_scores.earlier_rank,
        pair_scores.later_rank,
        pair_scores.match_weight,
        pair_scores.probability

    from pair_scores
    inner join match_rules
        on
            pair_scores.probability
            >= least(match_rules.review_probability, match_rules.link_probability)

),

evidence_told as (

    select
        pair_evidence.earlier_rank,
        pair_evidence.later_rank,
        {{ text_join(
            "pair_evidence.comparison || ' ' || pair_evidence.level || ' '"
            ~ " || cast(cast(pair_evidence.bits as decimal(9, 1)) as " ~ dbt.type_string() ~ ")",
            ', ',
            'pair_evidence.comparison'
        ) }} as evidence

    from pair_evidence
    inner join likely
        on
            pair_evidence.earlier_rank = likely.earlier_rank
            and pair_evidence.later_rank = likely.later_rank

    group by pair_evidence.earlier_rank, pair_evidence.later_rank

),

final as (

    select
        -- ids
        likely.earlier_rank,
        likely.later_rank,

        -- text
        evidence_told.evidence,

        -- numbers
        likely.match_weight,
        likely.probability

    from likely
    inner join evidence_told
        on
            likely.earlier_rank = evidence_told.earlier_rank
            and likely.later_rank = evidence_told.later_rank

)

select * from final
