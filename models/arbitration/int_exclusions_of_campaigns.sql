{#
    Grain: one row per exclusion rule, campaign that blocks and campaign that is
    blocked, among the campaigns that are active. A campaign never excludes itself.
#}
with

exclusions as (

    select * from {{ ref('campaign_exclusions') }}

),

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

-- A channel is no scope of exclusions; it stands here for the shared predicate.
campaigns as (

    select distinct
        campaign_id,
        campaign_group,
        topic,
        cast(null as {{ dbt.type_string() }}) as channel

    from candidates

),

final as (

    select
        exclusions.exclusion_id,
        blocking.campaign_id as blocking_campaign_id,
        blocked.campaign_id as blocked_campaign_id

    from exclusions

    inner join campaigns as blocking
        on {{ scope_matches(
            'exclusions.blocking_scope', 'exclusions.blocking_value', 'blocking'
        ) }}

    inner join campaigns as blocked
        on
            blocking.campaign_id <> blocked.campaign_id
            and {{ scope_matches(
                'exclusions.blocked_scope', 'exclusions.blocked_value', 'blocked'
            ) }}

)

select * from final
