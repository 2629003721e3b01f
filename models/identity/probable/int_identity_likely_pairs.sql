{{ config(pre_hook="{{ forget_kept('int_identity_scored_descriptions') }}") }}

{#
    Grain: one row per two descriptions that are likely to be of one person: those scored in
    this run, and of those scored before it the pairs that no change has touched.
#}
with

fresh_pairs as (

    select * from {{ ref('int_identity_fresh_pairs') }}

),

description_versions as (

    select * from {{ ref('int_identity_description_versions') }}

    where is_current

),

open_descriptions as (

    select * from {{ ref('int_identity_open_descriptions') }}

),

scored_before as (

    select * from {{ kept_by('int_identity_likely_pairs') }}

),

scored_now as (

    select
        fresh_pairs.earlier_rank,
        fresh_pairs.later_rank,
        earlier.description_id as earlier_description_id,
        later.description_id as later_description_id,
        fresh_pairs.evidence,
        fresh_pairs.match_weight,
        fresh_pairs.probability

    from fresh_pairs
    inner join description_versions as earlier
        on fresh_pairs.earlier_rank = earlier.record_rank
    inner join description_versions as later
        on fresh_pairs.later_rank = later.record_rank

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
