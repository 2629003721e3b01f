{#
    Grain: one row per open reason to talk to a customer.

    The id is made of what happened (the cart and its contents, the birthday's
    year, the order), never of when it was found, so that a second run or a late
    event does not raise it again.
#}
with

triggers_raised as (

    select * from {{ ref('int_triggers_raised') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

category_labels as (

    select * from {{ ref('category_labels') }}

),

topics as (

    select * from {{ ref('topics') }}

),

topic_categories as (

    select * from {{ ref('topic_categories') }}

),

sentences as (

    select * from {{ ref('int_trigger_sentences') }}

),

sensitive_categories as (

    select distinct lower(trim(topic_categories.category)) as category

    from topic_categories

    inner join topics
        on topic_categories.topic = topics.topic

    where topics.is_sensitive

),

labels_pivoted as (

    select
        lower(trim(category)) as category,
        max(case when language = 'en' then label end) as label_en,
        max(case when language = 'es' then label end) as label_es

    from category_labels

    group by lower(trim(category))

),

triggers_described as (

    select
        triggers_raised.*,
        products.product_name,
        products.brand,
        coalesce(labels_pivoted.label_en, triggers_raised.subject_category) as label_en,
        labels_pivoted.label_es,
        sensitive_categories.category is not null as is_sensitive,
        coalesce(profiles.is_profiled, false) as is_profiled

    from triggers_raised

    left join profiles
        on triggers_raised.customer_id = profiles.customer_id

    left join products
        on triggers_raised.product_id = products.product_id

    left join labels_pivoted
        on lower(trim(triggers_raised.subject_category)) = labels_pivoted.category

    left join sensitive_categories
        on lower(trim(triggers_raised.subject_category)) = sensitive_categories.category

),

final as (

    select
        -- ids
        {{ hash_key([
            'triggers_described.trigger_name', 'triggers_described.customer_id',
            'triggers_described.subject_type', 'triggers_described.subject_id',
            'triggers_described.occurrence',
        ]) }} as trigger_id,
        triggers_described.customer_id,
        triggers_described.subject_id,

        -- text
        triggers_described.trigger_name,
        triggers_described.subject_type,
        triggers_described.subject_category,
        triggers_described.product_id,
        triggers_described.evidence,
        {{ trigger_sentence('sentences_en', 'triggers_described.label_en') }} as sentence_en,
        {{ trigger_sentence('sentences_es', 'triggers_described.label_es') }} as sentence_es,

        -- numbers
        cast(triggers_described.strength as decimal(5, 4)) as strength,

        -- times
        triggers_described.triggered_at,
        triggers_described.expires_at

    from triggers_described

    left join sentences as sentences_en
        on
            triggers_described.trigger_name = sentences_en.trigger_name
            and sentences_en.language = 'en'

    left join sentences as sentences_es
        on
            triggers_described.trigger_name = sentences_es.trigger_name
            and sentences_es.language = 'es'

)

select * from final
