{#
    Who is picked by gender, age or a category of a sensitive topic, be it a
    favourite one, is picked for a reason that somebody wrote down.
#}
{% set attributes = sensitive_attributes() | join("', '") %}
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

    select distinct lower(trim(topic_categories.category)) as category

    from topic_categories

    inner join topics
        on
            topic_categories.topic = topics.topic
            and topics.is_sensitive

),

-- The category a row looks at, or those it compares a customer's favourite with.
rules_with_categories as (

    select
        audience_rule_id,
        any_of,
        subject,
        subject_value,
        attribute,
        value,
        reason,
        lower(trim(
            case
                when subject = 'category' then subject_value
                when attribute = 'top_category' then value
            end
        )) as categories

    from audience_rules

),

final as (

    select distinct
        rules.audience_rule_id,
        rules.any_of,
        rules.subject,
        rules.subject_value,
        rules.attribute,
        rules.value

    from rules_with_categories as rules

    left join sensitive_categories
        on {{ list_contains_item('rules.categories', 'sensitive_categories.category') }}

    where
        rules.reason is null
        and (
            rules.attribute in ('{{ attributes }}')
            or sensitive_categories.category is not null
        )

)

select * from final
