{#
    The audience of one channel, for a sending tool to pull: committed contacts
    that may still be sent. Consent, suppression, erasure and the channel's brake
    are read again at the moment of reading: what was withdrawn since is gone.
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

topic_categories as (

    select * from {{ ref('topic_categories') }}

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

-- Whoever has an erased record is gone as a whole.
persons_erased as (

    select distinct coalesce(customer_records.customer_id, erasures.customer_id) as person_id

    from erasures

    left join customer_records
        on
            erasures.source_name = customer_records.source_name
            and erasures.source_record_id = customer_records.source_record_id

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

    where
        contacts.channel = '{{ channel }}'
        and contacts.send_before_at > newest_run.as_of

),

-- What a contact is about besides its topic: the topics of the trigger's category.
inherited_topics_refused as (

    select distinct contacts_of_channel.decision_id

    from contacts_of_channel

    inner join topic_categories
        on contacts_of_channel.subject_category = lower(topic_categories.category)

    inner join topic_permissions
        on
            contacts_of_channel.person_id = topic_permissions.customer_id
            and contacts_of_channel.contact_point = topic_permissions.contact_point
            and topic_categories.topic = topic_permissions.topic

    where
        topic_permissions.status = 'withdrawn'
        and contacts_of_channel.purpose <> 'service'

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

    left join persons_erased
        on contacts_of_channel.person_id = persons_erased.person_id

    left join inherited_topics_refused
        on contacts_of_channel.decision_id = inherited_topics_refused.decision_id

    where
        persons_erased.person_id is null
        and inherited_topics_refused.decision_id is null
        and channels.status <> 'stopped'
        and contact_points.is_valid
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
