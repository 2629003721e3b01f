{#
    Grain: one row per pair of descriptions, with the level on which they agree in each
    comparison.
#}
with

candidate_pairs as (

    select * from {{ ref('int_identity_candidate_pairs') }}

),

descriptions as (

    select * from {{ ref('int_identity_descriptions') }}

),

final as (

    select
        -- ids
        candidate_pairs.earlier_rank,
        candidate_pairs.later_rank,

        -- text
        {{ comparison_level('first_name', 'one', 'other') }} as first_name,
        {{ comparison_level('last_name', 'one', 'other') }} as last_name,
        {{ comparison_level('birth_date', 'one', 'other') }} as birth_date,
        {{ comparison_level('street', 'one', 'other') }} as street,
        {{ comparison_level('place', 'one', 'other') }} as place,
        {{ comparison_level('email', 'one', 'other') }} as email,
        {{ comparison_level('phone', 'one', 'other') }} as phone

    from candidate_pairs
    inner join descriptions as one on candidate_pairs.earlier_rank = one.record_rank
    inner join descriptions as other on candidate_pairs.later_rank = other.record_rank

)

select * from final
