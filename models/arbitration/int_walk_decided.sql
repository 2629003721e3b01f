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

states as (

    select * from {{ ref('int_walk_states') }}

),

states_closed as (

    select * from {{ ref('int_walk_states_closed') }}

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

-- The state a candidate meets is that after the customer's last contact before it.
met as (

    select
        candidates.*,
        states.caps_filled

    from candidates

    left join states
        on
            candidates.customer_key = states.customer_key
            and candidates.walk_rank > states.after_rank
            and candidates.walk_rank <= states.until_rank

),

faced as (

    select
        met.walk_rank,
        met.customer_key,
        met.campaign_key,
        met.campaign_channel_key,
        least(obstacles.cap_key, states_closed.cap_key) as cap_key,
        obstacles.first_blocking_rank,
        states_closed.contact_number as filling_contact_number,
        obstacles.other_channel_rank,
        obstacles.excluding_rank,
        case
            when met.walk_rank > capacities_closed.campaign_closed_after_rank
                then capacities_closed.campaign_closed_after_rank
        end as campaign_closed_after_rank,
        case
            when met.walk_rank > capacities_closed.channel_closed_after_rank
                then capacities_closed.channel_closed_after_rank
        end as channel_closed_after_rank

    from met

    inner join capacities_closed
        on met.campaign_channel_key = capacities_closed.campaign_channel_key

    left join states_closed
        on
            met.caps_filled = states_closed.caps_filled
            and met.campaign_channel_key = states_closed.campaign_channel_key

    left join obstacles
        on met.walk_rank = obstacles.walk_rank

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
        filling_contact_number,
        other_channel_rank,
        excluding_rank,
        campaign_closed_after_rank,
        channel_closed_after_rank,

        -- booleans
        coalesce(
            first_blocking_rank,
            campaign_closed_after_rank,
            channel_closed_after_rank,
            filling_contact_number
        ) is null as is_selected

    from faced

)

select * from final
