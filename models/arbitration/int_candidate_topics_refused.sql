{#
    Grain: one row per candidate one of whose topics the customer has refused:
    the campaign's own topic, and the topics of the category its trigger is
    about, so that a reminder about a gift set respects the opt-out too. A
    sensitive topic has its own opt-out; the general consent does not lift it.
#}
with

candidates as (

    select * from {{ ref('int_candidates_scored') }}

),

topic_categories as (

    select * from {{ ref('topic_categories') }}

),

topic_permissions as (

    select * from {{ ref('dim_topic_permissions') }}

),

candidate_topics as (

    select
        customer_id,
        campaign_id,
        channel,
        contact_point,
        topic

    from candidates

    union

    select
        candidates.customer_id,
        candidates.campaign_id,
        candidates.channel,
        candidates.contact_point,
        topic_categories.topic

    from candidates

    inner join topic_categories
        on candidates.subject_category = lower(topic_categories.category)

),

final as (

    select distinct
        candidate_topics.customer_id,
        candidate_topics.campaign_id,
        candidate_topics.channel

    from candidate_topics

    inner join topic_permissions
        on
            candidate_topics.customer_id = topic_permissions.customer_id
            and candidate_topics.topic = topic_permissions.topic
            and candidate_topics.channel = topic_permissions.channel
            and candidate_topics.contact_point = topic_permissions.contact_point

    where topic_permissions.status = 'withdrawn'

)

select * from final
