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

category_labels as (

    select * from {{ ref('category_labels') }}

),

sensitive_categories as (

    select * from {{ ref('int_sensitive_categories') }}

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

labels_chosen as (

    select
        lower(trim(category)) as category,
        language,
        max(label) as category_label

    from category_labels

    group by
        lower(trim(category)),
        language

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
        coalesce(message_templates.disclosure, 'interest') as disclosure,
        lower(trim(contacts.subject_category)) as category,
        -- What the trigger is about may be known to no catalogue but by its category.
        coalesce(
            lower(trim(products.category)),
            case
                when recommendations.recommended_product_id = contacts.product_id
                    then lower(trim(contacts.subject_category))
            end
        ) as product_category

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

),

-- A template says what its disclosure allows: nothing, or the interest where it
-- is not sensitive, or all.
texts_permitted as (

    select
        texts_joined.*,
        coalesce(labels_chosen.category_label, texts_joined.subject_category) as category_label,
        texts_joined.disclosure = 'detailed'
        or (
            texts_joined.disclosure = 'interest'
            and sensitive_categories.category is null
        ) as may_name_category,
        texts_joined.disclosure = 'detailed'
        or (
            texts_joined.disclosure = 'interest'
            and sensitive_product_categories.category is null
        ) as may_name_product

    from texts_joined

    left join labels_chosen
        on
            texts_joined.category = labels_chosen.category
            and texts_joined.content_language = labels_chosen.language

    left join sensitive_categories
        on texts_joined.category = sensitive_categories.category

    left join sensitive_categories as sensitive_product_categories
        on texts_joined.product_category = sensitive_product_categories.category

),

texts_filled as (

    select
        *,
        case when may_name_category then category_label end as category_said,
        case when may_name_product then product_name end as product_name_said,
        case when may_name_product then brand end as brand_said

    from texts_permitted

),

final as (

    select
        -- ids
        publications.run_id,
        texts_filled.decision_id,
        texts_filled.customer_id,
        texts_filled.campaign_id,
        texts_filled.trigger_id,
        texts_filled.message_template_id,
        texts_filled.content_id,
        texts_filled.recommended_product_id,

        -- text
        texts_filled.source_name,
        texts_filled.source_record_id,
        texts_filled.channel,
        texts_filled.contact_point_type,
        texts_filled.contact_point,
        texts_filled.campaign_group,
        texts_filled.topic,
        texts_filled.purpose,
        texts_filled.subject_category,
        texts_filled.offer_code,
        texts_filled.link,
        '{'
        || {{ merge_field('first_name', 'texts_filled.first_name') }}
        || ', ' || {{ merge_field('category', 'texts_filled.category_said') }}
        || ', ' || {{ merge_field('product_name', 'texts_filled.product_name_said') }}
        || ', ' || {{ merge_field('brand', 'texts_filled.brand_said') }}
        || '}' as merge_fields,
        case
            when coalesce(texts_filled.content_language, texts_filled.language) = 'es'
                then texts_filled.sentence_es
            else texts_filled.sentence_en
        end as sentence,
        coalesce(texts_filled.content_language, texts_filled.language) as language,
        texts_filled.time_zone,
        texts_filled.policy_version,

        -- numbers
        texts_filled.walk_position as rank,

        -- booleans
        texts_filled.counts_to_caps,

        -- times
        texts_filled.decision_date as contact_date,
        texts_filled.send_after_at,
        texts_filled.send_before_at,
        {{ add_microseconds(
            'greatest(texts_filled.decided_at, coalesce(newest_publication.published_at, texts_filled.decided_at))',
            'row_number() over (order by texts_filled.decision_id asc)'
        ) }} as published_at

    from texts_filled

    cross join publications

    cross join newest_publication

)

select * from final
