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
        {% for comparison in comparison_names() %}
            {{ comparison_level(comparison, 'one', 'other') }} as {{ comparison }}
            {{- ',' if not loop.last }}
        {% endfor %}

    from candidate_pairs
    inner join descriptions as one on candidate_pairs.earlier_rank = one.record_rank
    inner join descriptions as other on candidate_pairs.later_rank = other.record_rank

)

select * from final
