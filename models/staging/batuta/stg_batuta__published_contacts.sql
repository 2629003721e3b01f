{#
    Grain: one row per published contact.
    Publishing appends the contacts first and commits the run last, so a contact
    without its run is what a broken publication left behind.
#}
with

published_contacts as (

    select * from {{ source('batuta', 'published_contacts') }}

),

published_runs as (

    select * from {{ source('batuta', 'published_runs') }}

),

final as (

    select
        -- ids
        published_contacts.run_id,
        published_contacts.decision_id,
        published_contacts.customer_id,
        published_contacts.source_record_id,
        published_contacts.campaign_id,
        published_contacts.trigger_id,
        published_contacts.message_template_id,
        published_contacts.content_id,
        published_contacts.recommended_product_id,

        -- text
        published_contacts.source_name,
        published_contacts.contact_point_type,
        published_contacts.contact_point,
        published_contacts.channel,
        published_contacts.campaign_group,
        published_contacts.topic,
        published_contacts.purpose,
        published_contacts.subject_category,
        published_contacts.offer_code,
        published_contacts.link,
        published_contacts.merge_fields,
        published_contacts.sentence,
        published_contacts.language,
        published_contacts.time_zone,
        published_contacts.policy_version,

        -- numbers
        published_contacts.rank,

        -- booleans
        published_contacts.counts_to_caps,

        -- times
        published_contacts.contact_date,
        published_contacts.send_after_at,
        published_contacts.send_before_at,
        published_contacts.published_at

    from published_contacts
    inner join published_runs
        on published_contacts.run_id = published_runs.run_id

)

select * from final
