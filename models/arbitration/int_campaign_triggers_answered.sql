{{ config(materialized='view') }}

{#
    Grain: one row per campaign of the policy, whatever its status, and open
    trigger of the name it waits for: whether it may answer that trigger, and if
    not, why. For whoever asks why a campaign did not arise; int_triggers_matched
    is what the day is decided by. A view, to be read for one customer.
#}
with

campaigns as (

    select * from {{ ref('campaigns') }}

),

triggers as (

    select * from {{ ref('fct_triggers') }}

),

ledger as (

    select * from {{ ref('fct_contact_ledger') }}

),

triggers_used as (

    select
        campaign_id,
        trigger_id,
        max(contact_date) as used_date

    from ledger

    where
        trigger_id is not null
        and contact_date < {{ decision_date() }}
        and status <> 'not_sent'

    group by campaign_id, trigger_id

),

triggers_called as (

    select
        triggers.customer_id,
        triggers.trigger_id,
        triggers.trigger_name,
        triggers.evidence,
        triggers.triggered_at,
        triggers.expires_at,
        campaigns.campaign_id,
        {{ add_seconds('triggers.triggered_at', 'campaigns.ttl_days * 86400') }}
            as ttl_ends_at

    from triggers

    inner join campaigns
        on triggers.trigger_name = campaigns.trigger_name

    where
        triggers.subject_type is null
        or triggers.subject_type <> 'campaign'
        or triggers.subject_id = campaigns.campaign_id

),

final as (

    select
        -- ids
        triggers_called.customer_id,
        triggers_called.campaign_id,
        triggers_called.trigger_id,

        -- text
        triggers_called.trigger_name,
        triggers_called.evidence,

        -- booleans
        triggers_called.triggered_at <= {{ as_of() }}
        and triggers_called.expires_at > {{ as_of() }} as is_open,
        triggers_used.used_date is not null as is_used,
        coalesce(triggers_called.ttl_ends_at <= {{ as_of() }}, false) as is_ttl_over,

        -- times
        triggers_called.triggered_at,
        triggers_called.expires_at,
        triggers_called.ttl_ends_at,
        triggers_used.used_date

    from triggers_called

    left join triggers_used
        on
            triggers_called.campaign_id = triggers_used.campaign_id
            and triggers_called.trigger_id = triggers_used.trigger_id

)

select * from final
