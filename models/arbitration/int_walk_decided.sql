{#
    Grain: one row per contending candidate: whether the walk selects it and, where
    it does not, all that stood in its way when the walk reached it. Whole numbers
    only, `int_walk_explained` gives them names; rank 0 is what was there before.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

selected as (

    select * from {{ ref('int_walk_selected') }}

),

obstacles as (

    select * from {{ ref('int_walk_obstacles') }}

),

capacities as (

    select * from {{ ref('int_capacities_left') }}

),

selected_of_scarce as (

    select
        selected.walk_rank,
        capacities.campaign_key,
        capacities.channel,
        capacities.campaign_capacity_left,
        capacities.channel_capacity_left

    from selected

    inner join capacities
        on selected.campaign_channel_key = capacities.campaign_channel_key

    where
        capacities.campaign_capacity_left is not null
        or capacities.channel_capacity_left is not null

),

-- The contact that takes the last room of a campaign closes it for all behind it.
contacts_numbered as (

    select
        *,
        row_number() over (
            partition by campaign_key
            order by walk_rank asc
        ) as number_in_campaign,
        row_number() over (
            partition by channel
            order by walk_rank asc
        ) as number_in_channel

    from selected_of_scarce

),

campaigns_closed as (

    select
        campaign_key,
        walk_rank as closed_after_rank

    from contacts_numbered

    where number_in_campaign = campaign_capacity_left

),

channels_closed as (

    select
        channel,
        walk_rank as closed_after_rank

    from contacts_numbered

    where number_in_channel = channel_capacity_left

),

-- What had no room before the walk closed before its first candidate.
capacities_closed as (

    select
        capacities.campaign_channel_key,
        case
            when capacities.campaign_capacity_left <= 0 then 0
            else campaigns_closed.closed_after_rank
        end as campaign_closed_after_rank,
        case
            when capacities.channel_capacity_left <= 0 then 0
            else channels_closed.closed_after_rank
        end as channel_closed_after_rank

    from capacities

    left join campaigns_closed
        on capacities.campaign_key = campaigns_closed.campaign_key

    left join channels_closed
        on capacities.channel = channels_closed.channel

),

faced as (

    select
        candidates.walk_rank,
        candidates.customer_key,
        candidates.campaign_key,
        candidates.campaign_channel_key,
        obstacles.cap_key,
        obstacles.first_blocking_rank,
        obstacles.other_channel_rank,
        obstacles.excluding_rank,
        case
            when candidates.walk_rank > capacities_closed.campaign_closed_after_rank
                then capacities_closed.campaign_closed_after_rank
        end as campaign_closed_after_rank,
        case
            when candidates.walk_rank > capacities_closed.channel_closed_after_rank
                then capacities_closed.channel_closed_after_rank
        end as channel_closed_after_rank,
        selected.walk_rank is not null as is_selected

    from candidates

    inner join capacities_closed
        on candidates.campaign_channel_key = capacities_closed.campaign_channel_key

    left join selected
        on candidates.walk_rank = selected.walk_rank

    left join obstacles
        on candidates.walk_rank = obstacles.walk_rank

),

final as (

    select
        -- ids
        walk_rank,
        customer_key,
        campaign_key,
        campaign_channel_key,
        cap_key,

        -- numbers
        least(first_blocking_rank, campaign_closed_after_rank, channel_closed_after_rank)
            as blocking_rank,
        other_channel_rank,
        excluding_rank,
        campaign_closed_after_rank,
        channel_closed_after_rank,

        -- booleans
        is_selected

    from faced

)

select * from final
