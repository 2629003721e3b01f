{#
    Grain: one row per contact that another tool sent on its own. A send is one
    contact, and so is a delivery where no send of the same campaign to the same
    record was reported in the two days before it; a bounce is that of the nearest
    such contact, or one of its own. What group and topic it counts under is policy
    (`outside_campaigns`); what policy does not name counts to caps all the same.
#}
with

message_events as (

    {{ union_staged('message_events') }}

),

reports_matched as (

    select * from {{ ref('int_contact_reports_matched') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

campaigns as (

    select * from {{ ref('campaigns') }}

),

outside_campaigns as (

    select * from {{ ref('outside_campaigns') }}

),

events_outside as (

    select
        message_events.*,
        coalesce(
            message_events.campaign_id,
            message_events.outside_campaign_name,
            message_events.outside_campaign_id,
            'unknown'
        ) as sent_campaign,
        cast(
            {{ to_local(
                'message_events.occurred_at', "'" ~ var('business_time_zone') ~ "'"
            ) }} as date
        ) as occurred_date

    from message_events

    left join reports_matched
        on message_events.message_event_id = reports_matched.message_event_id

    where
        reports_matched.message_event_id is null
        and message_events.occurred_at <= {{ as_of() }}
        and message_events.event_name in ('sent', 'delivered', 'bounced')

),

-- Many tools report no send, only what came of it: a delivery then is the send.
deliveries_of_sends as (

    select distinct deliveries.message_event_id

    from events_outside as deliveries

    inner join events_outside as sent_events
        on
            deliveries.source_name = sent_events.source_name
            and deliveries.source_record_id = sent_events.source_record_id
            and deliveries.channel = sent_events.channel
            and deliveries.sent_campaign = sent_events.sent_campaign

    where
        deliveries.event_name = 'delivered'
        and sent_events.event_name = 'sent'
        and {{ days_between('sent_events.occurred_date', 'deliveries.occurred_date') }}
        between 0 and 2

),

sends as (

    select events_outside.*

    from events_outside

    left join deliveries_of_sends
        on events_outside.message_event_id = deliveries_of_sends.message_event_id

    where
        events_outside.event_name = 'sent'
        or (
            events_outside.event_name = 'delivered'
            and deliveries_of_sends.message_event_id is null
        )

),

later_reports as (

    select events_outside.*

    from events_outside

    left join sends
        on events_outside.message_event_id = sends.message_event_id

    where sends.message_event_id is null

),

reports_of_sends as (

    select
        later_reports.message_event_id,
        sends.message_event_id as sent_event_id,
        later_reports.event_name,
        row_number() over (
            partition by later_reports.message_event_id
            order by
                case when sends.occurred_at <= later_reports.occurred_at then 0 else 1 end asc,
                sends.occurred_at desc,
                sends.message_event_id asc
        ) as nearest_rank

    from later_reports

    inner join sends
        on
            later_reports.source_name = sends.source_name
            and later_reports.source_record_id = sends.source_record_id
            and later_reports.channel = sends.channel
            and later_reports.sent_campaign = sends.sent_campaign

    where
        {{ days_between('sends.occurred_date', 'later_reports.occurred_date') }}
        between 0 and 2

),

statuses_of_sends as (

    select
        sent_event_id,
        max(case when event_name = 'bounced' then 1 else 0 end) as was_bounced

    from reports_of_sends

    where nearest_rank = 1

    group by sent_event_id

),

-- Several bounces of one send that nobody reported are one contact a day.
bounces_without_send as (

    select
        later_reports.*,
        row_number() over (
            partition by
                later_reports.source_name,
                later_reports.source_record_id,
                later_reports.channel,
                later_reports.sent_campaign,
                later_reports.occurred_date
            order by later_reports.occurred_at asc, later_reports.message_event_id asc
        ) as report_rank

    from later_reports

    left join reports_of_sends
        on later_reports.message_event_id = reports_of_sends.message_event_id

    where reports_of_sends.message_event_id is null

),

contacts as (

    select
        sends.message_event_id,
        sends.source_name,
        sends.source_record_id,
        sends.channel,
        sends.contact_point_type,
        sends.contact_point,
        sends.campaign_id,
        sends.sent_campaign,
        sends.occurred_date,
        case
            when statuses_of_sends.was_bounced = 1 then 'bounced'
            when statuses_of_sends.was_bounced = 0 or sends.event_name = 'delivered'
                then 'delivered'
            else 'sent'
        end as status

    from sends

    left join statuses_of_sends
        on sends.message_event_id = statuses_of_sends.sent_event_id

    union all

    select
        message_event_id,
        source_name,
        source_record_id,
        channel,
        contact_point_type,
        contact_point,
        campaign_id,
        sent_campaign,
        occurred_date,
        event_name as status

    from bounces_without_send

    where report_rank = 1

),

sent_campaigns as (

    select distinct
        source_name,
        sent_campaign

    from contacts

),

-- The most specific pattern (the longest) says what a send is.
sent_campaigns_ranked as (

    select
        sent_campaigns.source_name,
        sent_campaigns.sent_campaign,
        outside_campaigns.campaign_group,
        outside_campaigns.topic,
        outside_campaigns.purpose,
        outside_campaigns.counts_to_caps,
        row_number() over (
            partition by sent_campaigns.source_name, sent_campaigns.sent_campaign
            order by
                length(outside_campaigns.campaign_pattern) desc,
                outside_campaigns.campaign_pattern asc
        ) as pattern_rank

    from sent_campaigns

    inner join outside_campaigns
        on
            sent_campaigns.source_name = outside_campaigns.source_name
            and {{ matches_pattern_column(
                'sent_campaigns.sent_campaign', 'outside_campaigns.campaign_pattern'
            ) }}

),

final as (

    select
        -- ids
        contacts.message_event_id as contact_id,
        customer_records.customer_id,
        contacts.sent_campaign as campaign_id,

        -- text
        contacts.source_name,
        contacts.source_record_id,
        contacts.channel,
        contacts.contact_point_type,
        contacts.contact_point,
        coalesce(
            campaigns.campaign_group, sent_campaigns_ranked.campaign_group, 'outside'
        ) as campaign_group,
        coalesce(campaigns.topic, sent_campaigns_ranked.topic, 'outside') as topic,
        coalesce(campaigns.purpose, sent_campaigns_ranked.purpose, 'marketing') as purpose,
        contacts.status,

        -- booleans
        coalesce(
            campaigns.counts_to_caps, sent_campaigns_ranked.counts_to_caps, true
        ) as counts_to_caps,

        -- times
        contacts.occurred_date as contact_date

    from contacts

    inner join customer_records
        on
            contacts.source_name = customer_records.source_name
            and contacts.source_record_id = customer_records.source_record_id

    left join campaigns
        on contacts.campaign_id = campaigns.campaign_id

    left join sent_campaigns_ranked
        on
            contacts.source_name = sent_campaigns_ranked.source_name
            and contacts.sent_campaign = sent_campaigns_ranked.sent_campaign
            and sent_campaigns_ranked.pattern_rank = 1

)

select * from final
