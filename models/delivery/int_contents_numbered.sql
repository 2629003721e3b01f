{#
    Grain: one row per content of a campaign, numbered as campaign_contents.csv
    lists them, for the first that fits is said.
#}
with

contents as (

    select
        *,
        {{ row_position() }} as file_position

    from {{ ref('campaign_contents') }}

),

final as (

    select
        -- ids
        campaign_id,
        content_id,
        audience_rule_id,
        message_template_id,

        -- text
        language,
        coalesce(recommendation, 'none') as recommendation,
        offer_code,
        link,

        -- numbers
        cast(file_position as bigint) as file_position

    from contents

)

select * from final
