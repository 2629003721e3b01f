{#
    Grain: one row per contact that the next publication reserves, with all that
    a sending tool needs. `published_at` is `as_of`, or the newest publication
    where that is later, and a microsecond more per contact: a tool that pulls
    what is newer than its last row neither misses one nor takes one twice.
#}
with

contacts as (

    select * from {{ ref('int_contacts_selected') }}

),

contents as (

    select * from {{ ref('int_contents_chosen') }}

),

recommendations as (

    select * from {{ ref('int_recommendations_chosen') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

message_templates as (

    select * from {{ ref('message_templates') }}

),

topics as (

    select * from {{ ref('topics') }}

),

topic_categories as (

    select * from {{ ref('topic_categories') }}

),

category_labels as (

    select * from {{ ref('category_labels') }}

),

sensitive_categories as (

    select distinct lower(topic_categories.category) as category

    from topic_categories

    inner join topics
        on topic_categories.topic = topics.topic

    where topics.is_sensitive

),

publications as (

    select * from {{ ref('int_publications_prepared') }}

),

published_contacts as (

    select * from {{ ref('stg_batuta__published_contacts') }}

),

newest_publication as (

    select max(published_at) as published_at from published_contacts

),

texts_joined as (

    select
        contacts.*,
        contents.content_id,
        contents.message_template_id,
        contents.language as content_language,
        contents.offer_code,
        contents.link,
        recommendations.recommended_product_id,
        products.product_name,
        products.brand,
        message_templates.subject,
        message_templates.body,
        -- A message names no category of a sensitive topic.
        case
            when sensitive_categories.category is null
                then coalesce(category_labels.label, contacts.subject_category)
        end as category_label

    from contacts

    left join contents
        on contacts.decision_id = contents.decision_id

    left join recommendations
        on contacts.decision_id = recommendations.decision_id

    left join products
        on recommendations.recommended_product_id = products.product_id

    left join message_templates
        on
            contents.message_template_id = message_templates.message_template_id
            and contents.language = message_templates.language

    left join category_labels
        on
            contacts.subject_category = lower(category_labels.category)
            and contents.language = category_labels.language

    left join sensitive_categories
        on contacts.subject_category = sensitive_categories.category

),

final as (

    select
        -- ids
        publications.run_id,
        texts_joined.decision_id,
        texts_joined.customer_id,
        texts_joined.campaign_id,
        texts_joined.trigger_id,
        texts_joined.message_template_id,
        texts_joined.content_id,
        texts_joined.recommended_product_id,

        -- text
        texts_joined.source_name,
        texts_joined.source_record_id,
        texts_joined.channel,
        texts_joined.contact_point_type,
        texts_joined.contact_point,
        texts_joined.campaign_group,
        texts_joined.topic,
        texts_joined.purpose,
        texts_joined.subject_category,
        texts_joined.offer_code,
        texts_joined.link,
        '{'
        || {{ merge_field('first_name', 'texts_joined.first_name') }}
        || ', ' || {{ merge_field('category', 'texts_joined.category_label') }}
        || ', ' || {{ merge_field('product_name', 'texts_joined.product_name') }}
        || ', ' || {{ merge_field('brand', 'texts_joined.brand') }}
        || '}' as merge_fields,
        case
            when coalesce(texts_joined.content_language, texts_joined.language) = 'es'
                then texts_joined.sentence_es
            else texts_joined.sentence_en
        end as sentence,
        coalesce(texts_joined.content_language, texts_joined.language) as language,
        texts_joined.time_zone,
        texts_joined.policy_version,

        -- numbers
        texts_joined.walk_position as rank,

        -- booleans
        texts_joined.counts_to_caps,

        -- times
        texts_joined.decision_date as contact_date,
        texts_joined.send_after_at,
        texts_joined.send_before_at,
        {{ add_microseconds(
            'greatest(texts_joined.decided_at, coalesce(newest_publication.published_at, texts_joined.decided_at))',
            'row_number() over (order by texts_joined.decision_id asc)'
        ) }} as published_at

    from texts_joined

    cross join publications

    cross join newest_publication

)

select * from final
