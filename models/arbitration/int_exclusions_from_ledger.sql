{#
    Grain: one row per customer and campaign that a past contact of the customer
    still excludes, with that contact (the latest, then the smallest campaign).
#}
with

exclusions as (

    select * from {{ ref('campaign_exclusions') }}

),

contacts as (

    select * from {{ ref('int_contacts_counting') }}

),

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

campaigns as (

    select distinct
        campaign_id,
        campaign_group,
        topic,
        cast(null as {{ dbt.type_string() }}) as channel

    from candidates

),

-- Rules are matched against the few kinds of contacts, not against every contact.
contact_kinds as (

    select distinct
        campaign_id,
        campaign_group,
        topic,
        cast(null as {{ dbt.type_string() }}) as channel

    from contacts

),

kinds_excluding as (

    select
        exclusions.exclusion_id,
        exclusions.window_days,
        contact_kinds.campaign_id as blocking_campaign_id,
        contact_kinds.campaign_group,
        contact_kinds.topic,
        campaigns.campaign_id as blocked_campaign_id

    from exclusions

    inner join contact_kinds
        on {{ scope_matches(
            'exclusions.blocking_scope', 'exclusions.blocking_value', 'contact_kinds'
        ) }}

    inner join campaigns
        on
            contact_kinds.campaign_id <> campaigns.campaign_id
            and {{ scope_matches(
                'exclusions.blocked_scope', 'exclusions.blocked_value', 'campaigns'
            ) }}

),

blocked as (

    select
        contacts.customer_id,
        kinds_excluding.blocked_campaign_id,
        kinds_excluding.blocking_campaign_id,
        kinds_excluding.exclusion_id,
        contacts.contact_date

    from contacts

    inner join kinds_excluding
        on
            contacts.campaign_id = kinds_excluding.blocking_campaign_id
            and contacts.campaign_group = kinds_excluding.campaign_group
            and contacts.topic = kinds_excluding.topic

    where
        {{ days_between('contacts.contact_date', decision_date()) }}
        <= kinds_excluding.window_days

),

ranked as (

    select
        *,
        row_number() over (
            partition by customer_id, blocked_campaign_id
            order by contact_date desc, blocking_campaign_id asc, exclusion_id asc
        ) as blocking_rank

    from blocked

),

final as (

    select
        -- ids
        customer_id,
        blocked_campaign_id,
        blocking_campaign_id,
        exclusion_id,

        -- times
        contact_date

    from ranked

    where blocking_rank = 1

)

select * from final
