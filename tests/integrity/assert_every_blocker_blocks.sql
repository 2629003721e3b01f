{#
    Guards the walk from the other side: what a rejection names does block it. The
    campaign that excludes it was contacted on that date and a rule says so, the
    other channel was selected, the cap was full, the capacity was given away.
    Without this the walk could turn away candidates whom nothing blocks, and every
    cap and exclusion would still hold. Today's rejections, by brute force.
#}
{{ config(group='arbitration') }}
with

decisions as (

    select *
    from {{ ref('fct_campaign_decisions') }}
    where decision_date = {{ decision_date() }}

),

ledger as (

    select *
    from {{ ref('fct_contact_ledger') }}
    where
        status <> 'not_sent'
        and contact_date <= {{ decision_date() }}

),

campaigns as (

    select * from {{ ref('campaigns') }}

),

channels as (

    select * from {{ ref('channels') }}

),

exclusions as (

    select * from {{ ref('campaign_exclusions') }}

),

contact_caps as (

    select * from {{ ref('contact_caps') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

customers_described as (

    select * from {{ ref('int_customers_described') }}

),

rejected as (

    select
        decisions.*,
        channels.contact_point_type,
        campaigns.obeys_caps,
        campaigns.obeys_exclusions

    from decisions

    inner join campaigns
        on decisions.campaign_id = campaigns.campaign_id

    inner join channels
        on decisions.channel = channels.channel

    where decisions.outcome = 'rejected'

),

-- What stands before a rejected candidate: the ledger, and what was selected earlier.
contacts as (

    select
        ledger.contact_id,
        ledger.customer_id,
        ledger.campaign_id,
        ledger.campaign_group,
        ledger.topic,
        ledger.channel,
        ledger.contact_point_type,
        ledger.contact_point,
        ledger.contact_date,
        ledger.counts_to_caps,
        cast(0 as bigint) as walk_position

    from ledger

    union all

    select
        decisions.decision_id as contact_id,
        decisions.customer_id,
        decisions.campaign_id,
        decisions.campaign_group,
        decisions.topic,
        decisions.channel,
        channels.contact_point_type,
        decisions.contact_point,
        decisions.decision_date as contact_date,
        campaigns.counts_to_caps,
        decisions.walk_position

    from decisions

    inner join campaigns
        on decisions.campaign_id = campaigns.campaign_id

    inner join channels
        on decisions.channel = channels.channel

    where decisions.reason = 'selected'

),

other_channels as (

    select rejected.decision_id

    from rejected

    inner join contacts
        on
            rejected.customer_id = contacts.customer_id
            and rejected.campaign_id = contacts.campaign_id
            and rejected.walk_position > contacts.walk_position

    where
        rejected.reason = 'other_channel_selected'
        and contacts.contact_date = {{ decision_date() }}

),

excluding as (

    select rejected.decision_id

    from rejected

    inner join contacts
        on
            rejected.customer_id = contacts.customer_id
            and rejected.blocked_by_id = contacts.campaign_id
            and rejected.blocked_by_date = contacts.contact_date
            and rejected.walk_position > contacts.walk_position

    inner join exclusions
        on
            {{ scope_matches(
                'exclusions.blocking_scope', 'exclusions.blocking_value', 'contacts'
            ) }}
            and {{ scope_matches(
                'exclusions.blocked_scope', 'exclusions.blocked_value', 'rejected'
            ) }}
            and {{ days_between('contacts.contact_date', decision_date()) }}
            <= exclusions.window_days

    where
        rejected.reason = 'excluded'
        and rejected.obeys_exclusions
        and rejected.campaign_id <> contacts.campaign_id

),

capped as (

    select
        rejected.decision_id,
        rejected.customer_id,
        rejected.walk_position,
        contact_caps.scope,
        contact_caps.scope_value,
        {{ cap_window_start('contact_caps.window_type', 'contact_caps.window_days') }}
            as window_start_date,
        contact_caps.max_contacts

    from rejected

    inner join contact_caps
        on rejected.blocked_by_id = contact_caps.cap_id

    inner join customers_described
        on rejected.customer_id = customers_described.customer_id

    where
        rejected.reason = 'capped'
        and rejected.obeys_caps
        and contact_caps.unit = 'customer'
        and (
            contact_caps.profile_attribute is null
            or {{ attribute_text(
                'customer', 'customers_described', 'contact_caps.profile_attribute'
            ) }} = lower(contact_caps.profile_value)
        )

    union all

    select
        rejected.decision_id,
        rejected.customer_id,
        rejected.walk_position,
        'all' as scope,
        cast(null as {{ dbt.type_string() }}) as scope_value,
        {{ add_days(decision_date(), -6) }} as window_start_date,
        customers.max_contacts_per_week as max_contacts

    from rejected

    inner join customers
        on rejected.customer_id = customers.customer_id

    where
        rejected.reason = 'capped'
        and rejected.blocked_by_id = 'customer_preference'
        and (rejected.obeys_caps or rejected.purpose <> 'service')

),

caps_counted as (

    select
        capped.decision_id,
        capped.max_contacts,
        count(contacts.contact_id) as contact_count

    from capped

    left join contacts
        on
            capped.customer_id = contacts.customer_id
            and capped.walk_position > contacts.walk_position
            and capped.window_start_date <= contacts.contact_date
            and contacts.counts_to_caps
            and {{ scope_matches('capped.scope', 'capped.scope_value', 'contacts') }}

    group by capped.decision_id, capped.max_contacts

),

caps_full as (

    select decision_id
    from caps_counted
    where contact_count >= max_contacts

),

-- At an address the contacts of others count as well: their place in the one order is told by
-- the order alone.
rejected_at_addresses as (

    select
        rejected.decision_id,
        contact_caps.scope,
        contact_caps.scope_value,
        {{ cap_window_start('contact_caps.window_type', 'contact_caps.window_days') }}
            as window_start_date,
        contact_caps.max_contacts

    from rejected

    inner join contact_caps
        on rejected.blocked_by_id = contact_caps.cap_id

    where
        rejected.reason = 'capped'
        and rejected.obeys_caps
        and contact_caps.unit = 'contact_point'

),

walked_at_addresses as (

    select decisions.*

    from decisions

    left join rejected_at_addresses
        on decisions.decision_id = rejected_at_addresses.decision_id

    where
        decisions.reason = 'selected'
        or rejected_at_addresses.decision_id is not null

),

places as (

    select
        decision_id,
        row_number() over (
            order by
                {{ decision_order() }}
        ) as walk_place

    from walked_at_addresses

),

addresses_capped as (

    select
        rejected.decision_id,
        rejected.contact_point_type,
        rejected.contact_point,
        places.walk_place,
        rejected_at_addresses.scope,
        rejected_at_addresses.scope_value,
        rejected_at_addresses.window_start_date,
        rejected_at_addresses.max_contacts

    from rejected

    inner join rejected_at_addresses
        on rejected.decision_id = rejected_at_addresses.decision_id

    inner join places
        on rejected.decision_id = places.decision_id

),

contacts_placed as (

    select
        contacts.*,
        coalesce(places.walk_place, 0) as walk_place

    from contacts

    left join places
        on contacts.contact_id = places.decision_id

),

addresses_counted as (

    select
        addresses_capped.decision_id,
        addresses_capped.max_contacts,
        count(contacts_placed.contact_id) as contact_count

    from addresses_capped

    left join contacts_placed
        on
            addresses_capped.contact_point_type = contacts_placed.contact_point_type
            and addresses_capped.contact_point = contacts_placed.contact_point
            and addresses_capped.walk_place > contacts_placed.walk_place
            and addresses_capped.window_start_date <= contacts_placed.contact_date
            and contacts_placed.counts_to_caps
            and {{ scope_matches(
                'addresses_capped.scope', 'addresses_capped.scope_value', 'contacts_placed'
            ) }}

    group by addresses_capped.decision_id, addresses_capped.max_contacts

),

addresses_full as (

    select decision_id
    from addresses_counted
    where contact_count >= max_contacts

),

capacities as (

    select
        'campaign' as blocked_scope,
        campaign_id as blocked_id,
        daily_capacity

    from campaigns

    where daily_capacity is not null

    union all

    select
        'channel' as blocked_scope,
        channel as blocked_id,
        daily_capacity

    from channels

    where daily_capacity is not null

),

contacts_today as (

    select
        'campaign' as blocked_scope,
        campaign_id as blocked_id

    from contacts

    where contact_date = {{ decision_date() }}

    union all

    select
        'channel' as blocked_scope,
        channel as blocked_id

    from contacts

    where contact_date = {{ decision_date() }}

),

given_today as (

    select
        blocked_scope,
        blocked_id,
        count(*) as contact_count

    from contacts_today

    group by blocked_scope, blocked_id

),

capacities_given as (

    select capacities.blocked_id

    from capacities

    left join given_today
        on
            capacities.blocked_scope = given_today.blocked_scope
            and capacities.blocked_id = given_today.blocked_id

    where coalesce(given_today.contact_count, 0) >= capacities.daily_capacity

),

without_capacity as (

    select rejected.decision_id

    from rejected

    inner join capacities_given
        on rejected.blocked_by_id = capacities_given.blocked_id

    where rejected.reason = 'capacity'

),

blocked as (

    select decision_id from other_channels

    union

    select decision_id from excluding

    union

    select decision_id from caps_full

    union

    select decision_id from addresses_full

    union

    select decision_id from without_capacity

)

select
    rejected.decision_id,
    rejected.reason,
    rejected.blocked_by_type,
    rejected.blocked_by_id,
    rejected.blocked_by_date

from rejected

left join blocked
    on rejected.decision_id = blocked.decision_id

where blocked.decision_id is null
