{#
    Grain: one row per candidate that passed the gate and is not published yet,
    with its place in the one total order of the walk (`walk_rank`, 1 first).
    From here on every "before" is a comparison of two whole numbers.
#}
with

candidates as (

    select * from {{ ref('int_candidates_gated') }}

),

contacts_already_published as (

    select * from {{ ref('int_contacts_already_published') }}

),

contending as (

    select candidates.*

    from candidates

    left join contacts_already_published
        on
            candidates.customer_id = contacts_already_published.customer_id
            and candidates.campaign_id = contacts_already_published.campaign_id
            and candidates.channel = contacts_already_published.channel

    where
        candidates.gate_reason is null
        and contacts_already_published.customer_id is null

),

ordered as (

    select
        *,
        row_number() over (
            order by
                case when is_service then 0 else 1 end asc,
                case
                    when '{{ var("arbitration_mode") }}' = 'chronological'
                        then planned_send_at
                end asc,
                case
                    when '{{ var("arbitration_mode") }}' <> 'chronological'
                        then rank_score
                end desc,
                case
                    when '{{ var("arbitration_mode") }}' <> 'chronological'
                        then strength
                end desc,
                case
                    when '{{ var("arbitration_mode") }}' <> 'chronological'
                        then triggered_at
                end desc,
                campaign_id asc,
                channel_rank asc,
                draw asc,
                customer_id asc
        ) as walk_rank

    from contending

),

final as (

    select
        -- ids
        cast(walk_rank as bigint) as walk_rank,
        decision_id,
        customer_id,
        campaign_id,
        channel,

        -- text
        campaign_group,
        topic,
        contact_point_type || ':' || contact_point as contact_point_key,

        -- numbers
        rank_score,
        max_contacts_per_week,
        daily_capacity,

        -- booleans
        is_service,
        obeys_caps,
        counts_to_caps,
        obeys_exclusions

    from ordered

)

select * from final
