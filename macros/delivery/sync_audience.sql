{#
    The audience of one channel, for a sending tool to pull: committed contacts
    that may still be sent. Consent, suppression and erasure are read again at
    the moment of reading: what was withdrawn since is gone.
#}
{% macro sync_audience(channel) -%}
with

contacts as (

    select * from {{ ref('stg_batuta__published_contacts') }}

),

runs as (

    select * from {{ ref('stg_batuta__published_runs') }}

),

permissions as (

    select * from {{ ref('dim_channel_permissions') }}

),

topic_permissions as (

    select *
    from {{ ref('dim_topic_permissions') }}
    where channel = '{{ channel }}'

),

contact_points as (

    select * from {{ ref('dim_contact_points') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

erasures as (

    select * from {{ ref('stg_batuta__erasures') }}

),

channels as (

    select * from {{ ref('channels') }}

),

newest_run as (

    select max(as_of) as as_of from runs

),

contacts_of_channel as (

    select
        contacts.*,
        coalesce(customer_records.customer_id, contacts.customer_id) as person_id

    from contacts

    cross join newest_run

    left join customer_records
        on
            contacts.source_name = customer_records.source_name
            and contacts.source_record_id = customer_records.source_record_id

    left join erasures
        on
            contacts.source_name = erasures.source_name
            and contacts.source_record_id = erasures.source_record_id

    where
        contacts.channel = '{{ channel }}'
        and contacts.send_before_at > newest_run.as_of
        and erasures.source_record_id is null

),

permitted as (

    select contacts_of_channel.*

    from contacts_of_channel

    inner join permissions
        on
            contacts_of_channel.person_id = permissions.customer_id
            and contacts_of_channel.channel = permissions.channel
            and contacts_of_channel.contact_point = permissions.contact_point

    inner join channels
        on contacts_of_channel.channel = channels.channel

    inner join contact_points
        on
            contacts_of_channel.person_id = contact_points.customer_id
            and contacts_of_channel.contact_point_type = contact_points.contact_point_type
            and contacts_of_channel.contact_point = contact_points.contact_point

    left join topic_permissions
        on
            contacts_of_channel.person_id = topic_permissions.customer_id
            and contacts_of_channel.contact_point = topic_permissions.contact_point
            and contacts_of_channel.topic = topic_permissions.topic

    where
        contact_points.is_valid
        and not contact_points.is_suppressed
        and (
            contacts_of_channel.purpose = 'service'
            or coalesce(topic_permissions.status, permissions.status) = 'granted'
            or (
                not channels.requires_opt_in
                and coalesce(topic_permissions.status, permissions.status) = 'unknown'
            )
        )

),

final as (

    select
        -- ids
        decision_id,
        person_id as customer_id,
        campaign_id,
        message_template_id,
        content_id,
        recommended_product_id,

        -- text
        contact_point,
        channel,
        offer_code,
        link,
        merge_fields,
        sentence,
        language,
        time_zone,
        policy_version,

        -- numbers
        rank,

        -- times
        send_after_at,
        send_before_at,
        published_at as updated_at

    from permitted

)

select * from final
{%- endmacro %}
