{# A content whose template has no text in its language would go out empty. #}
with

contents as (

    select * from {{ ref('campaign_contents') }}

),

templates as (

    select *
    from {{ ref('message_templates') }}
    where kind = 'message'

),

final as (

    select
        contents.campaign_id,
        contents.content_id,
        contents.language,
        contents.message_template_id

    from contents

    left join templates
        on
            contents.message_template_id = templates.message_template_id
            and contents.language = templates.language

    where templates.message_template_id is null

)

select * from final
