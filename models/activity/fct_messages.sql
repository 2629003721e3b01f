{#
    Grain: one row per message event, whoever sent the message.
#}
with

message_events as (

    select * from {{ ref('int_message_events_happened') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

final as (

    select
        -- ids
        message_events.message_event_id,
        message_events.source_name,
        message_events.source_record_id,
        customer_records.customer_id,
        message_events.campaign_id,
        message_events.decision_id,
        message_events.outside_campaign_id,

        -- text
        message_events.outside_campaign_name,
        message_events.channel,
        message_events.contact_point_type,
        message_events.contact_point,
        message_events.event_name,

        -- booleans
        coalesce(message_events.is_hard_bounce, false) as is_hard_bounce,

        -- times
        message_events.occurred_at

    from message_events

    left join customer_records
        on
            message_events.source_name = customer_records.source_name
            and message_events.source_record_id = customer_records.source_record_id

)

select * from final
