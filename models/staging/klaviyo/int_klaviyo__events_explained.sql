{#
    Grain: one row per staged event whose metric klaviyo_metrics.csv knows.
    The metric's name is looked up by its id; an export without the metric table
    still carries the name on the event. Patterns are matched once per name.
#}
with

events as (

    select * from {{ ref('int_klaviyo__event_reviewed') }}
    where row_status = 'staged'

),

metrics as (

    select * from {{ ref('int_klaviyo__metric_reviewed') }}
    where row_status = 'staged'

),

metric_patterns as (

    select * from {{ ref('klaviyo_metrics') }}

),

events_named as (

    select
        events.event_id,
        events.person_id,
        events.campaign_id,
        events.flow_id,
        events.campaign_name,
        events.message_name,
        events.email,
        events.phone,
        events.bounce_type,
        events.decision_id,
        events.own_campaign_id,
        events.is_deleted,
        events.occurred_at,
        lower(coalesce(metrics.metric_name, events.event_type)) as metric_name

    from events
    left join metrics on events.metric_id = metrics.metric_id

),

metric_names as (

    select distinct metric_name
    from events_named

),

patterns_matched as (

    select
        metric_names.metric_name,
        metric_patterns.channel,
        metric_patterns.contact_point_type,
        metric_patterns.event_name,
        metric_patterns.consent_status,
        row_number() over (
            partition by metric_names.metric_name
            order by metric_patterns.position
        ) as match_number

    from metric_names
    inner join metric_patterns
        on metric_names.metric_name like metric_patterns.metric_pattern

),

final as (

    select
        -- ids
        events_named.event_id,
        events_named.person_id,
        events_named.campaign_id,
        events_named.flow_id,
        events_named.decision_id,
        events_named.own_campaign_id,

        -- text
        events_named.metric_name,
        patterns_matched.channel,
        patterns_matched.contact_point_type,
        patterns_matched.event_name,
        patterns_matched.consent_status,
        events_named.campaign_name,
        events_named.message_name,
        events_named.email,
        events_named.phone,
        events_named.bounce_type,

        -- booleans
        events_named.is_deleted,

        -- times
        events_named.occurred_at

    from events_named
    inner join patterns_matched
        on
            events_named.metric_name = patterns_matched.metric_name
            and patterns_matched.match_number = 1

)

select * from final
