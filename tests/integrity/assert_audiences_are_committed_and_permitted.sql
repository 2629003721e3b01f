-- Guards sync_audience_*: what a sending tool can pull was published, in a run that was
-- committed, to a person who may be contacted there at this moment.
with

audiences as (

    select
        decision_id,
        customer_id,
        channel,
        contact_point

    from {{ ref('sync_audience_email') }}

    union all

    select
        decision_id,
        customer_id,
        channel,
        contact_point

    from {{ ref('sync_audience_sms') }}

    union all

    select
        decision_id,
        customer_id,
        channel,
        contact_point

    from {{ ref('sync_audience_push') }}

    union all

    select
        decision_id,
        customer_id,
        channel,
        contact_point

    from {{ ref('sync_audience_direct_mail') }}

    union all

    select
        decision_id,
        customer_id,
        channel,
        contact_point

    from {{ ref('sync_audience_till') }}

),

published_contacts as (

    select * from {{ ref('stg_batuta__published_contacts') }}

),

contact_points as (

    select * from {{ ref('dim_contact_points') }}

),

channel_permissions as (

    select * from {{ ref('dim_channel_permissions') }}

),

topic_permissions as (

    select * from {{ ref('dim_topic_permissions') }}

),

channels as (

    select * from {{ ref('channels') }}

)

select
    audiences.decision_id,
    audiences.channel

from audiences

left join published_contacts
    on audiences.decision_id = published_contacts.decision_id

left join contact_points
    on
        audiences.customer_id = contact_points.customer_id
        and audiences.contact_point = contact_points.contact_point
        and published_contacts.contact_point_type = contact_points.contact_point_type

left join channels on audiences.channel = channels.channel

left join channel_permissions
    on
        audiences.customer_id = channel_permissions.customer_id
        and audiences.channel = channel_permissions.channel
        and audiences.contact_point = channel_permissions.contact_point

left join topic_permissions
    on
        audiences.customer_id = topic_permissions.customer_id
        and audiences.channel = topic_permissions.channel
        and audiences.contact_point = topic_permissions.contact_point
        and published_contacts.topic = topic_permissions.topic

where
    published_contacts.decision_id is null
    or contact_points.customer_id is null
    or contact_points.is_suppressed
    or audiences.channel <> published_contacts.channel
    or channels.channel is null
    or (
        published_contacts.purpose <> 'service'
        and case coalesce(topic_permissions.status, channel_permissions.status, 'unknown')
            when 'granted' then false
            when 'unknown' then channels.requires_opt_in
            else true
        end
    )
