{{
    config(
        materialized='incremental',
        incremental_strategy=day_partition_strategy(),
        unique_key='decision_date',
        partition_by='decision_date',
        on_schema_change='append_new_columns',
        full_refresh=false,
        pre_hook="{{ clear_decision_day(this) }}"
    )
}}

{#
    Grain: one row per decision date, customer, campaign and channel. A run
    replaces its own decision date only. What the ledger already holds for the
    day is selected before any gate, even where its candidate no longer arises.
#}
with

candidates as (

    select * from {{ ref('int_candidates_gated') }}

),

walk_explained as (

    select * from {{ ref('int_walk_explained') }}

),

walk_remedies as (

    select * from {{ ref('int_walk_remedies') }}

),

contacts_already_published as (

    select * from {{ ref('int_contacts_already_published') }}

),

candidates_decided as (

    select
        candidates.decision_id,
        candidates.customer_id,
        candidates.campaign_id,
        candidates.channel,
        case
            when contacts_already_published.contact_id is null then candidates.trigger_id
            else contacts_already_published.trigger_id
        end as trigger_id,
        candidates.campaign_group,
        candidates.topic,
        candidates.purpose,
        coalesce(contacts_already_published.contact_point, candidates.contact_point)
            as contact_point,
        candidates.draw,
        candidates.rank_score,
        candidates.strength,
        candidates.channel_rank,
        candidates.is_service,
        candidates.triggered_at,
        candidates.planned_send_at,
        candidates.send_before_at,
        walk_explained.walk_rank,
        case
            when contacts_already_published.contact_id is not null then 'selected'
            when candidates.gate_reason is not null then 'gated'
            else walk_explained.outcome
        end as outcome,
        case
            when contacts_already_published.contact_id is not null
                then 'already_published'
            when candidates.gate_reason is not null then candidates.gate_reason
            else walk_explained.reason
        end as reason,
        coalesce(walk_explained.blocked_by_type, 'none') as blocked_by_type,
        walk_explained.blocked_by_id,
        walk_explained.blocked_by_date,
        walk_explained.blocked_by_limit,
        walk_remedies.remedy_type,
        walk_remedies.remedy_id,
        walk_remedies.remedy_value,
        walk_remedies.remedy_at,
        walk_remedies.remedy_date

    from candidates

    left join contacts_already_published
        on
            candidates.customer_key = contacts_already_published.customer_key
            and candidates.campaign_channel_key
            = contacts_already_published.campaign_channel_key

    left join walk_explained
        on
            candidates.customer_key = walk_explained.customer_key
            and candidates.campaign_channel_key = walk_explained.campaign_channel_key

    left join walk_remedies
        on walk_explained.walk_rank = walk_remedies.walk_rank

),

published_without_candidate as (

    select contacts_already_published.*

    from contacts_already_published

    left join candidates
        on
            contacts_already_published.customer_id = candidates.customer_id
            and contacts_already_published.campaign_id = candidates.campaign_id
            and contacts_already_published.channel = candidates.channel

    where candidates.decision_id is null

),

unioned as (

    select
        decision_id,
        customer_id,
        campaign_id,
        channel,
        trigger_id,
        campaign_group,
        topic,
        purpose,
        contact_point,
        draw,
        outcome,
        reason,
        blocked_by_type,
        blocked_by_id,
        rank_score,
        strength,
        channel_rank,
        walk_rank,
        is_service,
        blocked_by_date,
        triggered_at,
        planned_send_at,
        send_before_at,
        blocked_by_limit,
        remedy_type,
        remedy_id,
        remedy_value,
        remedy_at,
        remedy_date

    from candidates_decided

    union all

    select
        {{ hash_key([decision_date(), 'customer_id', 'campaign_id', 'channel']) }}
            as decision_id,
        customer_id,
        campaign_id,
        channel,
        trigger_id,
        campaign_group,
        topic,
        purpose,
        contact_point,
        cast(null as bigint) as draw,
        'selected' as outcome,
        'already_published' as reason,
        'none' as blocked_by_type,
        cast(null as {{ dbt.type_string() }}) as blocked_by_id,
        cast(null as decimal(18, 4)) as rank_score,
        cast(null as decimal(5, 4)) as strength,
        cast(null as bigint) as channel_rank,
        cast(null as bigint) as walk_rank,
        purpose = 'service' as is_service,
        cast(null as date) as blocked_by_date,
        cast(null as timestamp) as triggered_at,
        cast(null as timestamp) as planned_send_at,
        cast(null as timestamp) as send_before_at,
        cast(null as bigint) as blocked_by_limit,
        cast(null as {{ dbt.type_string() }}) as remedy_type,
        cast(null as {{ dbt.type_string() }}) as remedy_id,
        cast(null as decimal(18, 4)) as remedy_value,
        cast(null as timestamp) as remedy_at,
        cast(null as date) as remedy_date

    from published_without_candidate

),

placed as (

    select
        *,
        row_number() over (
            partition by customer_id
            order by
                case when walk_rank is null then 1 else 0 end asc,
                walk_rank asc,
                case when is_service then 0 else 1 end asc,
                rank_score desc,
                strength desc,
                triggered_at desc,
                campaign_id asc,
                channel_rank asc,
                channel asc
        ) as walk_position

    from unioned

),

final as (

    select
        -- ids
        decision_id,
        customer_id,
        campaign_id,
        channel,
        trigger_id,

        -- text
        campaign_group,
        topic,
        purpose,
        contact_point,
        outcome,
        reason,
        blocked_by_type,
        blocked_by_id,
        remedy_type,
        remedy_id,
        {{ decision_explanation() }} as explanation,
        {{ policy_version() }} as policy_version,

        -- numbers
        draw,
        rank_score,
        strength,
        channel_rank,
        cast(walk_position as bigint) as walk_position,
        blocked_by_limit,
        cast(remedy_value as decimal(18, 4)) as remedy_value,

        -- times
        blocked_by_date,
        remedy_at,
        remedy_date,
        triggered_at,
        planned_send_at,
        send_before_at,
        {{ as_of() }} as decided_at,
        {{ decision_date() }} as decision_date

    from placed

)

select * from final
