{#
    Grain: one row per customer and audience rule that somebody needs answered:
    the rule of a campaign that a trigger calls for, and the rules of what that
    campaign may say.
#}
with

triggers_matched as (

    select * from {{ ref('int_triggers_matched') }}

),

contents as (

    select * from {{ ref('campaign_contents') }}

),

rules_of_campaigns as (

    select
        customer_id,
        audience_rule_id

    from triggers_matched

    where audience_rule_id is not null

),

rules_of_contents as (

    select
        triggers_matched.customer_id,
        contents.audience_rule_id

    from triggers_matched

    inner join contents
        on triggers_matched.campaign_id = contents.campaign_id

    where contents.audience_rule_id is not null

),

final as (

    select
        customer_id,
        audience_rule_id

    from rules_of_campaigns

    union

    select
        customer_id,
        audience_rule_id

    from rules_of_contents

)

select * from final
