{#
    Grain: one row per campaign that blocks and active campaign it blocks, by
    whichever exclusion. A campaign never excludes itself, and one that obeys no
    exclusions is not blocked.
#}
with

exclusions as (

    select * from {{ ref('campaign_exclusions') }}

),

campaigns_active as (

    select * from {{ ref('int_campaigns_active') }}

),

-- A channel is no scope of exclusions; it stands here for the shared predicate.
campaigns as (

    select
        *,
        cast(null as {{ dbt.type_string() }}) as channel

    from campaigns_active

),

final as (

    select distinct
        blocking.campaign_key as blocking_campaign_key,
        blocked.campaign_key as blocked_campaign_key

    from exclusions

    inner join campaigns as blocking
        on {{ scope_matches(
            'exclusions.blocking_scope', 'exclusions.blocking_value', 'blocking'
        ) }}

    inner join campaigns as blocked
        on
            blocked.obeys_exclusions
            and blocking.campaign_key <> blocked.campaign_key
            and {{ scope_matches(
                'exclusions.blocked_scope', 'exclusions.blocked_value', 'blocked'
            ) }}

)

select * from final
