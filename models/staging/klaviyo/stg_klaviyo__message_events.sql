{#
    Grain: one row per event of a message: a delivery, and a later bounce, click
    or complaint about it, are rows of their own.
    Klaviyo has no event for handing a message over, only for its arrival. An event
    that names no address went to the profile's, if that is not known to have been
    another then.
#}
with

events as (

    select * from {{ ref('int_klaviyo__events_explained') }}
    where event_name is not null and not is_deleted

),

people as (

    select * from {{ ref('stg_klaviyo__people') }}

),

campaigns as (

    select * from {{ ref('int_klaviyo__campaign_reviewed') }}
    where row_status = 'staged'

),

flows as (

    select * from {{ ref('int_klaviyo__flow_reviewed') }}
    where row_status = 'staged'

),

addressed as (

    select
        events.event_id,
        events.person_id,
        events.channel,
        events.contact_point_type,
        case events.contact_point_type
            when 'email'
                then
                    coalesce(
                        events.email,
                        case
                            when coalesce(people.email_acquired_at <= events.occurred_at, true)
                                then people.email
                        end
                    )
            when 'phone'
                then
                    coalesce(
                        events.phone,
                        case
                            when coalesce(people.phone_acquired_at <= events.occurred_at, true)
                                then people.phone
                        end
                    )
        end as contact_point,
        events.own_campaign_id,
        coalesce(events.campaign_id, events.flow_id) as outside_campaign_id,
        coalesce(
            campaigns.campaign_name,
            events.campaign_name,
            flows.flow_name,
            events.message_name
        ) as outside_campaign_name,
        events.decision_id,
        events.event_name,
        coalesce(events.bounce_type = 'hard', false) as is_hard_bounce,
        events.occurred_at

    from events
    left join people on events.person_id = people.source_record_id
    left join campaigns on events.campaign_id = campaigns.campaign_id
    left join flows on events.flow_id = flows.flow_id

),

final as (

    {{ fill_shape('message_events', {
        'source_name': "'klaviyo'",
        'message_event_id': "'klaviyo:' || event_id",
        'source_record_id': 'person_id',
        'channel': 'channel',
        'contact_point_type': 'contact_point_type',
        'contact_point': 'contact_point',
        'campaign_id': 'own_campaign_id',
        'outside_campaign_id': 'outside_campaign_id',
        'outside_campaign_name': 'outside_campaign_name',
        'decision_id': 'decision_id',
        'event_name': 'event_name',
        'is_hard_bounce': 'is_hard_bounce',
        'occurred_at': 'occurred_at',
    }) }}

    from addressed

)

select * from final
