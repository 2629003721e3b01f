{#
    Grain: one row per candidate (customer, campaign, channel), with its rank
    score in the run's arbitration mode, its planned moment, its contact point
    and its lot.
#}
with

candidates as (

    select * from {{ ref('int_candidates_raised') }}

),

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

contact_points as (

    select * from {{ ref('int_contact_points_chosen') }}

),

send_moments as (

    select * from {{ ref('int_send_moments') }}

),

timed as (

    select
        candidates.*,
        case
            when campaigns.send_time <> 'preferred' then campaigns.send_time
            when candidates.preferred_hour is null then 'asap'
            else
                'preferred:'
                || lpad(cast(candidates.preferred_hour as {{ dbt.type_string() }}), 2, '0')
        end as send_time

    from candidates

    inner join campaigns
        on candidates.campaign_id = campaigns.campaign_id

),

final as (

    select
        -- ids
        {{ hash_key([
            decision_date(), 'timed.customer_id', 'timed.campaign_id', 'timed.channel'
        ]) }} as decision_id,
        timed.customer_id,
        timed.customer_key,
        timed.campaign_id,
        timed.channel,
        timed.trigger_id,
        contact_points.contact_point_key,

        -- text
        campaigns.campaign_group,
        campaigns.status as campaign_status,
        campaigns.topic,
        campaigns.purpose,
        timed.subject_type,
        timed.subject_id,
        timed.subject_category,
        timed.contact_point_type,
        contact_points.contact_point,
        contact_points.permission_status,

        -- numbers
        case
            when '{{ var("arbitration_mode") }}' = 'value'
                then cast(
                    campaigns.expected_value_amount * timed.strength
                    - campaigns.contact_cost_amount as decimal(18, 4)
                )
            else campaigns.priority
        end as rank_score,
        timed.strength,
        timed.channel_rank,
        {{ hash_number(
            "'" ~ var('draw_salt') ~ "|draw|' || timed.customer_id || '|' || timed.campaign_id"
            ~ " || '|" ~ decision_date_text() ~ "'"
        ) }} as draw,
        campaigns.cooldown_days,
        campaigns.holdout_share,

        -- booleans
        campaigns.is_service,
        coalesce(contact_points.is_suppressed, false) as is_suppressed,

        -- times
        timed.triggered_at,
        timed.expires_at,
        send_moments.planned_send_at,
        -- A trigger that ends before the first moment to send would leave none.
        case
            when timed.expires_at > send_moments.planned_send_at
                then least(timed.expires_at, send_moments.closes_at)
            else send_moments.closes_at
        end as send_before_at,
        contact_points.feed_recorded_at

    from timed

    inner join campaigns
        on timed.campaign_id = campaigns.campaign_id

    left join contact_points
        on
            timed.customer_id = contact_points.customer_id
            and timed.channel = contact_points.channel

    left join send_moments
        on
            timed.zone_key = send_moments.zone_key
            and timed.channel = send_moments.channel
            and timed.send_time = send_moments.send_time

)

select * from final
