{#
    Grain: one row per contact to publish, with what to say: in the customer's
    language where there is such a content, else in the business's, else in any;
    then the first of the file whose audience rule holds. A campaign without
    contents says nothing here, and its columns stay null.
#}
with

contacts as (

    select * from {{ ref('int_contacts_selected') }}

),

contents as (

    select * from {{ ref('int_contents_numbered') }}

),

audience_members as (

    select * from {{ ref('fct_audience_members') }}

),

ranked as (

    select
        contacts.decision_id,
        contents.content_id,
        contents.message_template_id,
        contents.language,
        contents.recommendation,
        contents.offer_code,
        contents.link,
        row_number() over (
            partition by contacts.decision_id
            order by
                case
                    when contents.language = contacts.language then 0
                    when contents.language = '{{ var("business_language") }}' then 1
                    else 2
                end asc,
                contents.file_position asc
        ) as content_rank

    from contacts

    inner join contents
        on contacts.campaign_id = contents.campaign_id

    left join audience_members
        on
            contacts.customer_id = audience_members.customer_id
            and contents.audience_rule_id = audience_members.audience_rule_id

    where
        contents.audience_rule_id is null
        or audience_members.customer_id is not null

),

final as (

    select
        -- ids
        decision_id,
        content_id,
        message_template_id,

        -- text
        language,
        recommendation,
        offer_code,
        link

    from ranked

    where content_rank = 1

)

select * from final
