{#
    Grain: one row per contending candidate, with its verdict and, where it was
    rejected, the first reason in the order of the walk.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

settled as (

    select * from {{ ref('int_walk_settled') }}

),

blockers as (

    select * from {{ ref('int_walk_blockers_found') }}

),

first_blockers as (

    select
        walk_rank,
        min(blocker_rank) as blocker_rank

    from blockers

    group by walk_rank

),

final as (

    select
        -- ids
        candidates.decision_id,
        candidates.walk_rank,

        -- text
        case when settled.is_selected then 'selected' else 'rejected' end as outcome,
        case when settled.is_selected then 'selected' else blockers.reason end as reason,
        case
            when settled.is_selected then 'none'
            else blockers.blocked_by_type
        end as blocked_by_type,
        case when not settled.is_selected then blockers.blocked_by_id end as blocked_by_id,

        -- times
        case when not settled.is_selected then blockers.blocked_by_date end
            as blocked_by_date

    from candidates

    inner join settled
        on candidates.walk_rank = settled.walk_rank

    left join first_blockers
        on candidates.walk_rank = first_blockers.walk_rank

    left join blockers
        on
            first_blockers.walk_rank = blockers.walk_rank
            and first_blockers.blocker_rank = blockers.blocker_rank

)

select * from final
