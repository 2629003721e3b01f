{#
    Grain: one row per pair of descriptions that are one person by their probability, in
    the one order in which probable links are taken, after all others: the likeliest first,
    then by the earlier record and the later.
#}
with

likely_pairs as (

    select * from {{ ref('int_identity_likely_pairs') }}

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
                likely_pairs.match_weight desc,
                likely_pairs.earlier_rank asc,
                likely_pairs.later_rank asc
        ) as link_number,
        likely_pairs.earlier_rank,
        likely_pairs.later_rank,
        earlier.person_rank as earlier_person_rank,
        later.person_rank as later_person_rank,

        -- numbers
        likely_pairs.probability

    from likely_pairs
    inner join match_rules on likely_pairs.probability >= match_rules.link_probability
    inner join certain_persons as earlier on likely_pairs.earlier_rank = earlier.record_rank
    inner join certain_persons as later on likely_pairs.later_rank = later.record_rank

)

select * from final
