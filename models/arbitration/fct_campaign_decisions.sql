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

    select * from {{ ref('int_walk_explained') }}

),

-- Imported once for each reader: what several share an engine first copies into memory.
candidates_to_count as (

    select customer_id from {{ ref('int_candidates_gated') }}

),

candidates_to_find as (

    select
        customer_id,
        campaign_id,
        channel

    from {{ ref('int_candidates_gated') }}

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
        case
            when contacts_already_published.contact_id is not null then 'selected'
            when candidates.gate_reason is not null then 'gated'
            else candidates.outcome
        end as outcome,
        case
            when contacts_already_published.contact_id is not null
                then 'already_published'
            when candidates.gate_reason is not null then candidates.gate_reason
            else candidates.reason
        end as reason,
        coalesce(candidates.blocked_by_type, 'none') as blocked_by_type,
        candidates.blocked_by_id,
        candidates.remedy_type,
        candidates.remedy_id,
        candidates.draw,
        candidates.rank_score,
        candidates.strength,
        candidates.channel_rank,
        candidates.walk_position,
        candidates.blocked_by_limit,
        candidates.remedy_value,
        candidates.blocked_by_date,
        candidates.remedy_at,
        candidates.remedy_date,
        candidates.triggered_at,
        candidates.planned_send_at,
        candidates.send_before_at

    from candidates

    left join contacts_already_published
        on
            candidates.customer_key = contacts_already_published.customer_key
            and candidates.campaign_channel_key
            = contacts_already_published.campaign_channel_key

),

customers_candidates as (

    select
        customer_id,
        count(*) as candidate_count

    from candidates_to_count

    where
        customer_id in (
            select contacts_already_published.customer_id from contacts_already_published
        )

    group by customer_id

),

published_without_candidate as (

    select
        contacts_already_published.*,
        coalesce(customers_candidates.candidate_count, 0) + row_number() over (
            partition by contacts_already_published.customer_id
            order by
                contacts_already_published.campaign_id asc,
                contacts_already_published.channel asc
        ) as walk_position

    from contacts_already_published

    left join candidates_to_find
        on
            contacts_already_published.customer_id = candidates_to_find.customer_id
            and contacts_already_published.campaign_id = candidates_to_find.campaign_id
            and contacts_already_published.channel = candidates_to_find.channel

    left join customers_candidates
        on contacts_already_published.customer_id = customers_candidates.customer_id

    where candidates_to_find.customer_id is null

),

unioned as (

    select * from candidates_decided

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
        'selected' as outcome,
        'already_published' as reason,
        'none' as blocked_by_type,
        cast(null as {{ dbt.type_string() }}) as blocked_by_id,
        cast(null as {{ dbt.type_string() }}) as remedy_type,
        cast(null as {{ dbt.type_string() }}) as remedy_id,
        cast(null as bigint) as draw,
        cast(null as decimal(18, 4)) as rank_score,
        cast(null as decimal(5, 4)) as strength,
        cast(null as bigint) as channel_rank,
        walk_position,
        cast(null as bigint) as blocked_by_limit,
        cast(null as decimal(18, 4)) as remedy_value,
        cast(null as date) as blocked_by_date,
        cast(null as timestamp) as remedy_at,
        cast(null as date) as remedy_date,
        cast(null as timestamp) as triggered_at,
        cast(null as timestamp) as planned_send_at,
        cast(null as timestamp) as send_before_at

    from published_without_candidate

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

    from unioned

)

select * from final
