{# A cap or an exclusion about a misspelt name would silently hold nothing back. #}
with

campaigns as (

    select * from {{ ref('campaigns') }}

),

outside_campaigns as (

    select * from {{ ref('outside_campaigns') }}

),

topics as (

    select * from {{ ref('topics') }}

),

channels as (

    select * from {{ ref('channels') }}

),

contact_caps as (

    select * from {{ ref('contact_caps') }}

),

campaign_exclusions as (

    select * from {{ ref('campaign_exclusions') }}

),

names as (

    select
        'campaign' as scope,
        campaign_id as scope_value

    from campaigns

    union distinct

    select
        'group' as scope,
        campaign_group as scope_value

    from campaigns

    union distinct

    select
        'group' as scope,
        campaign_group as scope_value

    from outside_campaigns

    union distinct

    select
        'topic' as scope,
        topic as scope_value

    from topics

    union distinct

    select
        'topic' as scope,
        topic as scope_value

    from campaigns

    union distinct

    select
        'channel' as scope,
        channel as scope_value

    from channels

),

scopes as (

    select
        'contact_caps' as policy_file,
        cap_id as rule_id,
        scope,
        scope_value

    from contact_caps

    union all

    select
        'campaign_exclusions' as policy_file,
        exclusion_id as rule_id,
        blocking_scope as scope,
        blocking_value as scope_value

    from campaign_exclusions

    union all

    select
        'campaign_exclusions' as policy_file,
        exclusion_id as rule_id,
        blocked_scope as scope,
        blocked_value as scope_value

    from campaign_exclusions

),

final as (

    select
        scopes.policy_file,
        scopes.rule_id,
        scopes.scope,
        scopes.scope_value

    from scopes

    left join names
        on
            scopes.scope = names.scope
            and scopes.scope_value = names.scope_value

    where
        scopes.scope <> 'all'
        and names.scope is null

)

select * from final
