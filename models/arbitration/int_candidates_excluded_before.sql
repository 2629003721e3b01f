{#
    Grain: one row per contending candidate that a past contact of its customer
    still excludes, with that contact (the latest, then the smallest campaign) and
    with the last day on which any past contact does.
#}
with

candidates as (

    select * from {{ ref('int_candidates_contending') }}

),

exclusions as (

    select * from {{ ref('campaign_exclusions') }}

),

contacts as (

    select * from {{ ref('int_contacts_counting') }}

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

longest_window as (

    select max(window_days) as window_days from exclusions

),

-- Of several contacts of a kind the latest is the last to stop blocking.
contacts_latest as (

    select
        contacts.customer_key,
        contacts.campaign_id,
        contacts.campaign_group,
        contacts.topic,
        max(contacts.contact_date) as contact_date

    from contacts

    inner join longest_window
        on
            {{ days_between('contacts.contact_date', decision_date()) }}
            <= longest_window.window_days

    where contacts.customer_key is not null

    group by
        contacts.customer_key, contacts.campaign_id, contacts.campaign_group, contacts.topic

),

-- Rules are matched against the few kinds of contacts, not against every contact.
contact_kinds as (

    select distinct
        campaign_id,
        campaign_group,
        topic,
        cast(null as {{ dbt.type_string() }}) as channel

    from contacts_latest

),

kinds_blocking as (

    select
        contact_kinds.campaign_id,
        contact_kinds.campaign_group,
        contact_kinds.topic,
        campaigns.campaign_key as blocked_campaign_key,
        max(exclusions.window_days) as window_days

    from exclusions

    inner join contact_kinds
        on {{ scope_matches(
            'exclusions.blocking_scope', 'exclusions.blocking_value', 'contact_kinds'
        ) }}

    inner join campaigns
        on
            campaigns.obeys_exclusions
            and contact_kinds.campaign_id <> campaigns.campaign_id
            and {{ scope_matches(
                'exclusions.blocked_scope', 'exclusions.blocked_value', 'campaigns'
            ) }}

    group by
        contact_kinds.campaign_id,
        contact_kinds.campaign_group,
        contact_kinds.topic,
        campaigns.campaign_key

),

ranked as (

    select
        candidates.walk_rank,
        contacts_latest.campaign_id,
        contacts_latest.contact_date,
        row_number() over (
            partition by candidates.walk_rank
            order by
                contacts_latest.contact_date desc,
                contacts_latest.campaign_id asc,
                contacts_latest.campaign_group asc,
                contacts_latest.topic asc
        ) as blocking_rank,
        max({{ add_days('contacts_latest.contact_date', 'kinds_blocking.window_days') }}) over (
            partition by candidates.walk_rank
        ) as excluded_until_date

    from candidates

    inner join contacts_latest
        on candidates.customer_key = contacts_latest.customer_key

    inner join kinds_blocking
        on
            candidates.campaign_key = kinds_blocking.blocked_campaign_key
            and contacts_latest.campaign_id = kinds_blocking.campaign_id
            and contacts_latest.campaign_group = kinds_blocking.campaign_group
            and contacts_latest.topic = kinds_blocking.topic

    where
        {{ days_between('contacts_latest.contact_date', decision_date()) }}
        <= kinds_blocking.window_days

),

final as (

    select
        -- ids
        walk_rank,
        campaign_id as blocking_campaign_id,

        -- times
        contact_date,
        excluded_until_date

    from ranked

    where blocking_rank = 1

)

select * from final
