{#
    Grain: one row per contact selected today that is not published yet, with the
    source record of its contact point and the moments between which it may be
    sent (UTC), as decided.
#}
with

decisions as (

    select * from {{ ref('fct_campaign_decisions') }}

),

contact_points as (

    select * from {{ ref('dim_contact_points') }}

),

campaigns as (

    select * from {{ ref('campaigns') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

triggers as (

    select * from {{ ref('fct_triggers') }}

),

channels as (

    select * from {{ ref('channels') }}

),

selected as (

    select *
    from decisions
    where
        decision_date = {{ decision_date() }}
        and outcome = 'selected'
        and reason <> 'already_published'

),

final as (

    select
        -- ids
        selected.decision_id,
        selected.customer_id,
        selected.campaign_id,
        selected.channel,
        selected.trigger_id,
        contact_points.source_name,
        contact_points.source_record_id,

        -- text
        channels.contact_point_type,
        selected.contact_point,
        selected.campaign_group,
        selected.topic,
        selected.purpose,
        selected.policy_version,
        customers.time_zone,
        customers.language,
        customers.first_name,
        triggers.subject_type,
        triggers.subject_id,
        triggers.subject_category,
        triggers.product_id,
        triggers.sentence_en,
        triggers.sentence_es,

        -- numbers
        selected.walk_position,

        -- booleans
        campaigns.counts_to_caps,

        -- times
        selected.planned_send_at as send_after_at,
        selected.send_before_at,
        selected.decision_date,
        selected.decided_at

    from selected

    inner join channels
        on selected.channel = channels.channel

    inner join campaigns
        on selected.campaign_id = campaigns.campaign_id

    inner join customers
        on selected.customer_id = customers.customer_id

    inner join contact_points
        on
            selected.customer_id = contact_points.customer_id
            and channels.contact_point_type = contact_points.contact_point_type
            and selected.contact_point = contact_points.contact_point

    left join triggers
        on selected.trigger_id = triggers.trigger_id

)

select * from final
