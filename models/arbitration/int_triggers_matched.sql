{#
    Grain: one row per customer and active campaign that an open trigger of the
    customer calls for. Of several triggers the strongest counts, then the
    latest, then the smallest id. A trigger that a contact of this campaign has
    answered on an earlier day is used up.
#}
with

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

triggers as (

    select * from {{ ref('fct_triggers') }}

),

ledger as (

    select * from {{ ref('fct_contact_ledger') }}

),

triggers_used as (

    select distinct
        campaign_id,
        trigger_id

    from ledger

    where
        trigger_id is not null
        and contact_date < {{ decision_date() }}
        and status <> 'not_sent'

),

triggers_open as (

    select *
    from triggers
    where
        triggered_at <= {{ as_of() }}
        and expires_at > {{ as_of() }}

),

-- A broadcast opens a trigger per campaign, which only that campaign answers.
matched as (

    select
        triggers_open.customer_id,
        campaigns.campaign_id,
        campaigns.audience_rule_id,
        triggers_open.trigger_id,
        triggers_open.subject_type,
        triggers_open.subject_id,
        triggers_open.subject_category,
        triggers_open.strength,
        triggers_open.triggered_at,
        case
            when campaigns.ttl_days is null then triggers_open.expires_at
            else least(
                triggers_open.expires_at,
                {{ add_seconds('triggers_open.triggered_at', 'campaigns.ttl_days * 86400') }}
            )
        end as expires_at

    from triggers_open

    inner join campaigns
        on triggers_open.trigger_name = campaigns.trigger_name

    left join triggers_used
        on
            campaigns.campaign_id = triggers_used.campaign_id
            and triggers_open.trigger_id = triggers_used.trigger_id

    where
        triggers_used.trigger_id is null
        and (
            triggers_open.subject_type is null
            or triggers_open.subject_type <> 'campaign'
            or triggers_open.subject_id = campaigns.campaign_id
        )
        and (
            campaigns.ttl_days is null
            or {{ add_seconds('triggers_open.triggered_at', 'campaigns.ttl_days * 86400') }}
            > {{ as_of() }}
        )

),

ranked as (

    select
        *,
        row_number() over (
            partition by customer_id, campaign_id
            order by strength desc, triggered_at desc, trigger_id asc
        ) as trigger_rank

    from matched

),

final as (

    select
        -- ids
        customer_id,
        campaign_id,
        audience_rule_id,
        trigger_id,

        -- text
        subject_type,
        subject_id,
        subject_category,

        -- numbers
        cast(strength as decimal(5, 4)) as strength,

        -- times
        triggered_at,
        expires_at

    from ranked

    where trigger_rank = 1

)

select * from final
