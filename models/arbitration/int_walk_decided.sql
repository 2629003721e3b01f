{#
    Grain: one row per contending candidate, with its verdict and, where it was
    rejected, the first reason in the order of the walk.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

blockers as (

    select * from {{ ref('int_walk_blockers_found') }}

),

final as (

    select
        -- ids
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_channel_key,

        -- text
        case when blockers.walk_rank is null then 'selected' else 'rejected' end as outcome,
        coalesce(blockers.reason, 'selected') as reason,
        coalesce(blockers.blocked_by_type, 'none') as blocked_by_type,
        blockers.blocked_by_id,

        -- times
        blockers.blocked_by_date

    from candidates

    left join blockers
        on candidates.walk_rank = blockers.walk_rank

)

select * from final
