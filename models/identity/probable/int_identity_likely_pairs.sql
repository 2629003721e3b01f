{{ config(pre_hook="{{ forget_kept('int_identity_scored_descriptions') }}") }}

{#
    Grain: one row per two descriptions that are likely to be of one person, from the review
    probability on (or that of a link, whichever is less). Those scored in this run, and of
    those scored before it the pairs that no change has touched.
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

description_versions as (

    select * from {{ ref('int_identity_description_versions') }}

    where is_current

),

open_descriptions as (

    select * from {{ ref('int_identity_open_descriptions') }}

),

scored_before as (

    select * from {{ this }}

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

scored_now as (

    select
        likely.earlier_rank,
        likely.later_rank,
        earlier.description_id as earlier_description_id,
        later.description_id as later_description_id,
        evidence_told.evidence,
        likely.match_weight,
        likely.probability

    from likely
    inner join evidence_told
        on
            likely.earlier_rank = evidence_told.earlier_rank
            and likely.later_rank = evidence_told.later_rank
    inner join description_versions as earlier
        on likely.earlier_rank = earlier.record_rank
    inner join description_versions as later on likely.later_rank = later.record_rank

),

scored_for_good as (

    select
        earlier.record_rank as earlier_rank,
        later.record_rank as later_rank,
        scored_before.earlier_description_id,
        scored_before.later_description_id,
        scored_before.evidence,
        scored_before.match_weight,
        scored_before.probability

    from scored_before
    inner join description_versions as earlier
        on
            scored_before.earlier_description_id = earlier.description_id
            and not earlier.is_changed
    inner join description_versions as later
        on
            scored_before.later_description_id = later.description_id
            and not later.is_changed
    left join open_descriptions as earlier_open
        on earlier.record_rank = earlier_open.record_rank
    left join open_descriptions as later_open
        on later.record_rank = later_open.record_rank

    where earlier_open.record_rank is null or later_open.record_rank is null

),

final as (

    select
        -- ids
        earlier_rank,
        later_rank,
        earlier_description_id,
        later_description_id,

        -- text
        evidence,

        -- numbers
        match_weight,
        probability

    from scored_now

    union all

    select
        earlier_rank,
        later_rank,
        earlier_description_id,
        later_description_id,
        evidence,
        match_weight,
        probability

    from scored_for_good

)

select * from final
