{#
    Grain: one row per product category under a sensitive topic, in lower case:
    what a message does not name unless its template says so.
#}
with

topics as (

    select * from {{ ref('topics') }}

),

topic_categories as (

    select * from {{ ref('topic_categories') }}

),

final as (

    select distinct lower(trim(topic_categories.category)) as category

    from topic_categories

    inner join topics
        on topic_categories.topic = topics.topic

    where topics.is_sensitive

)

select * from final
