{#
    Grain: one row per contact batuta published up to the decision date, with
    what the sending tools have reported of it since. Its customer is resolved
    anew through its source record, so that merges and splits carry it along. Where
    that record is gone, it stays with the customer of then, or goes to who took that
    one's place, or else to the first who can be reached at the address now.
#}
with

published_contacts as (

    select * from {{ ref('stg_batuta__published_contacts') }}

),

message_events as (

    {{ union_staged('message_events') }}

),

reports_matched as (

    select * from {{ ref('int_contact_reports_matched') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

former_customers as (

    select * from {{ ref('bridge_former_customers') }}

),

contact_points as (

    select * from {{ ref('bridge_contact_points') }}

    where not is_deleted

),

living as (

    select distinct customer_id from customer_records

),

holders as (

    select
        contact_point_type,
        contact_point,
        customer_id,
        row_number() over (
            partition by contact_point_type, contact_point
            order by created_at asc nulls last, source_name asc, source_record_id asc
        ) as holder_number

    from contact_points

),

reports_summed as (

    select
        reports_matched.decision_id,
        max(case when message_events.event_name = 'bounced' then 1 else 0 end)
            as was_bounced,
        max(case
            when message_events.event_name in ('delivered', 'opened', 'clicked') then 1
            else 0
        end) as was_delivered,
        max(case when message_events.event_name = 'sent' then message_events.occurred_at end)
            as last_sent_at,
        max(case when message_events.event_name = 'not_sent' then message_events.occurred_at end)
            as last_not_sent_at

    from reports_matched

    inner join message_events
        on reports_matched.message_event_id = message_events.message_event_id

    group by reports_matched.decision_id

),

final as (

    select
        -- ids
        published_contacts.decision_id as contact_id,
        published_contacts.decision_id,
        coalesce(
            customer_records.customer_id,
            living.customer_id,
            former_customers.customer_id,
            holders.customer_id,
            published_contacts.customer_id
        ) as customer_id,
        published_contacts.campaign_id,
        published_contacts.trigger_id,
        published_contacts.run_id,

        -- text
        published_contacts.source_name,
        published_contacts.source_record_id,
        published_contacts.channel,
        published_contacts.contact_point_type,
        published_contacts.contact_point,
        coalesce(published_contacts.campaign_group, 'none') as campaign_group,
        published_contacts.topic,
        published_contacts.purpose,
        case
            when reports_summed.was_bounced = 1 then 'bounced'
            when reports_summed.was_delivered = 1 then 'delivered'
            -- Of two reports that contradict each other the later one is true.
            when reports_summed.last_not_sent_at > reports_summed.last_sent_at then 'not_sent'
            when reports_summed.last_sent_at is not null then 'sent'
            when reports_summed.last_not_sent_at is not null then 'not_sent'
            else 'published'
        end as status,

        -- booleans
        published_contacts.counts_to_caps,

        -- times
        published_contacts.contact_date

    from published_contacts

    left join customer_records
        on
            published_contacts.source_name = customer_records.source_name
            and published_contacts.source_record_id = customer_records.source_record_id

    left join living on published_contacts.customer_id = living.customer_id

    left join former_customers
        on published_contacts.customer_id = former_customers.former_customer_id

    left join holders
        on
            published_contacts.contact_point_type = holders.contact_point_type
            and published_contacts.contact_point = holders.contact_point
            and holders.holder_number = 1

    left join reports_summed
        on published_contacts.decision_id = reports_summed.decision_id

    where published_contacts.contact_date <= {{ decision_date() }}

)

select * from final
