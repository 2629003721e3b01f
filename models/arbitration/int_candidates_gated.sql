{#
    Grain: one row per candidate, with the first gate that turns it away
    (`gate_reason`; null: it passes and may contend). The gates stand in their
    order; service campaigns skip consent, topic, pause, control and holdout.
#}
with

candidates as (

    select * from {{ ref('int_candidates_scored') }}

),

campaign_channels as (

    select * from {{ ref('int_campaign_channels_listed') }}

),

ledger as (

    select * from {{ ref('fct_contact_ledger') }}

),

customers_erased as (

    select distinct customer_id from {{ ref('int_customers_erased') }}

),

candidate_topics_refused as (

    select * from {{ ref('int_candidate_topics_refused') }}

),

customers_paused as (

    select distinct customer_id

    from {{ ref('fct_preferences') }}

    where
        preference = 'pause_until'
        and is_current
        and try_cast(value as date) >= {{ decision_date() }}

),

-- A grant for the topic alone is a consent to be talked to about it.
topics_granted as (

    select
        customer_id,
        channel,
        contact_point,
        topic,
        feed_recorded_at

    from {{ ref('dim_topic_permissions') }}

    where status = 'granted'

),

-- How fresh the consent feed is, for who has no grant of their own in it.
consent_feed as (

    select max(recorded_at) as newest_recorded_at

    from {{ ref('fct_consents') }}

),

last_contacts as (

    select
        customer_id,
        campaign_id,
        max(contact_date) as last_contact_date

    from ledger

    where
        contact_date < {{ decision_date() }}
        and status <> 'not_sent'

    group by customer_id, campaign_id

),

facts_joined as (

    select
        candidates.*,
        campaign_channels.campaign_key,
        campaign_channels.campaign_channel_key,
        campaign_channels.is_stopped,
        campaign_channels.requires_opt_in,
        campaign_channels.max_consent_age_days,
        last_contacts.last_contact_date,
        coalesce(
            greatest(candidates.feed_recorded_at, topics_granted.feed_recorded_at),
            candidates.feed_recorded_at,
            topics_granted.feed_recorded_at,
            consent_feed.newest_recorded_at
        ) as consents_recorded_at,
        case
            when topics_granted.customer_id is not null then 'granted'
            else candidates.permission_status
        end as consent_status,
        customers_erased.customer_id is not null as is_erased,
        customers_paused.customer_id is not null as is_paused,
        candidate_topics_refused.customer_id is not null as is_topic_refused,
        {{ hash_share(
            "'" ~ var('draw_salt') ~ "|control|' || candidates.customer_id"
        ) }} < {{ var('control_share') }} as is_in_control_group,
        {{ hash_share(
            "'" ~ var('draw_salt') ~ "|holdout|' || candidates.campaign_id || '|' || candidates.customer_id"
        ) }} < candidates.holdout_share as is_held_out

    from candidates

    inner join campaign_channels
        on
            candidates.campaign_id = campaign_channels.campaign_id
            and candidates.channel = campaign_channels.channel

    left join last_contacts
        on
            candidates.customer_id = last_contacts.customer_id
            and candidates.campaign_id = last_contacts.campaign_id

    cross join consent_feed

    left join topics_granted
        on
            candidates.customer_id = topics_granted.customer_id
            and candidates.channel = topics_granted.channel
            and candidates.contact_point = topics_granted.contact_point
            and candidates.topic = topics_granted.topic

    left join customers_erased
        on candidates.customer_id = customers_erased.customer_id

    left join customers_paused
        on candidates.customer_id = customers_paused.customer_id

    left join candidate_topics_refused
        on
            candidates.customer_id = candidate_topics_refused.customer_id
            and candidates.campaign_id = candidate_topics_refused.campaign_id
            and candidates.channel = candidate_topics_refused.channel

),

gated as (

    select
        *,
        case
            when is_erased then 'erased'
            when is_suppressed then 'suppressed'
            when campaign_status = 'paused' then 'campaign_paused'
            when campaign_status = 'test' then 'campaign_test'
            when is_stopped then 'channel_stopped'
            when contact_point is null then 'no_contact_point'
            when
                not is_service
                and max_consent_age_days is not null
                and (
                    consents_recorded_at is null
                    or {{ add_seconds('consents_recorded_at', 'max_consent_age_days * 86400') }}
                    < {{ as_of() }}
                )
                then 'consent_stale'
            when
                not is_service
                and (
                    consent_status = 'withdrawn'
                    or (requires_opt_in and consent_status <> 'granted')
                )
                then 'no_consent'
            when not is_service and is_topic_refused then 'topic_opt_out'
            when not is_service and is_paused then 'paused'
            when
                {{ days_between('last_contact_date', decision_date()) }} < cooldown_days
                then 'cooldown'
            when planned_send_at is null then 'quiet_hours'
            when not is_service and is_in_control_group then 'control_group'
            when not is_service and is_held_out then 'campaign_holdout'
            when
                '{{ var("arbitration_mode") }}' = 'value'
                and not is_service
                and rank_score < 0
                then 'no_value'
        end as gate_reason

    from facts_joined

),

final as (

    select
        -- ids
        decision_id,
        customer_id,
        customer_key,
        campaign_id,
        campaign_key,
        channel,
        campaign_channel_key,
        contact_point_key,
        trigger_id,

        -- text
        campaign_group,
        topic,
        purpose,
        subject_type,
        subject_id,
        subject_category,
        contact_point_type,
        contact_point,
        gate_reason,

        -- numbers
        rank_score,
        strength,
        channel_rank,
        draw,

        -- booleans
        is_service,

        -- times
        last_contact_date,
        triggered_at,
        expires_at,
        planned_send_at,
        send_before_at

    from gated

)

select * from final
