{#
    Who is picked by gender, age or a category of a sensitive topic is picked for a
    reason that somebody wrote down.
#}
with

audience_rules as (

    select * from {{ ref('audience_rules') }}

),

topics as (

    select * from {{ ref('topics') }}

),

topic_categories as (

    select * from {{ ref('topic_categories') }}

),

sensitive_categories as (

    select distinct topic_categories.category

    from topic_categories

    inner join topics
        on
            topic_categories.topic = topics.topic
            and topics.is_sensitive

),

final as (

    select
        audience_rules.audience_rule_id,
        audience_rules.any_of,
        audience_rules.subject,
        audience_rules.subject_value,
        audience_rules.attribute

    from audience_rules

    left join sensitive_categories
        on
            audience_rules.subject = 'category'
            and lower(audience_rules.subject_value) = sensitive_categories.category

    where
        audience_rules.reason is null
        and (
            audience_rules.attribute in ('{{ sensitive_attributes() | join("', '") }}')
            or sensitive_categories.category is not null
        )

)

select * from final
