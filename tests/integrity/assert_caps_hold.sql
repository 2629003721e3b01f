{#
    Guards the walk against caps by brute force: before each contact that was newly
    selected today and must obey a cap, the ledger and what was selected earlier in
    the one total order held fewer counted contacts in the cap's window than it
    allows. For a customer or for an address (whose contacts may be another
    customer's); for caps of everyone, caps of a profile and the customer's own
    wish, which binds marketing even where a campaign need not obey the policy's.
#}
{{ config(group='arbitration') }}
with

decisions as (

    select *
    from {{ ref('fct_campaign_decisions') }}
    where
        decision_date = {{ decision_date() }}
        and outcome = 'selected'
        and reason = 'selected'

),

campaigns as (

    select * from {{ ref('campaigns') }}

),

channels as (

    select * from {{ ref('channels') }}

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

ledger as (

    select *
    from {{ ref('fct_contact_ledger') }}
    where
        counts_to_caps
        and status <> 'not_sent'
        and contact_date <= {{ decision_date() }}

),

decisions_placed as (

    select
        *,
        row_number() over (
            order by
                {{ decision_order() }}
        ) as walk_place

    from decisions

),

selected as (

    select
        decisions_placed.*,
        channels.contact_point_type || '|' || decisions_placed.contact_point as address,
        campaigns.obeys_caps,
        campaigns.counts_to_caps

    from decisions_placed

    inner join campaigns
        on decisions_placed.campaign_id = campaigns.campaign_id

    inner join channels
        on decisions_placed.channel = channels.channel

),

selected_under_caps as (

    select
        selected.decision_id,
        selected.walk_place,
        contact_caps.cap_id,
        contact_caps.unit,
        case contact_caps.unit
            when 'contact_point' then selected.address else selected.customer_id
        end as unit_value,
        contact_caps.scope,
        contact_caps.scope_value,
        {{ cap_window_start('contact_caps.window_type', 'contact_caps.window_days') }}
            as window_start_date,
        contact_caps.max_contacts

    from selected

    inner join customers_described
        on selected.customer_id = customers_described.customer_id

    inner join contact_caps
        on {{ scope_matches('contact_caps.scope', 'contact_caps.scope_value', 'selected') }}

    where
        selected.obeys_caps
        and contact_caps.max_contacts is not null
        and (
            contact_caps.profile_attribute is null
            or {{ attribute_text(
                'customer', 'customers_described', 'contact_caps.profile_attribute'
            ) }} = lower(contact_caps.profile_value)
        )

    union all

    select
        selected.decision_id,
        selected.walk_place,
        'customer_preference' as cap_id,
        'customer' as unit,
        selected.customer_id as unit_value,
        'all' as scope,
        cast(null as {{ dbt.type_string() }}) as scope_value,
        {{ add_days(decision_date(), -6) }} as window_start_date,
        customers.max_contacts_per_week as max_contacts

    from selected

    inner join customers
        on selected.customer_id = customers.customer_id

    where
        customers.max_contacts_per_week is not null
        and (selected.obeys_caps or selected.purpose <> 'service')

),

-- What was in the ledger stands before the first of today.
contacts as (

    select
        contact_id,
        customer_id,
        contact_point_type || '|' || contact_point as address,
        campaign_id,
        campaign_group,
        topic,
        channel,
        contact_date,
        cast(0 as bigint) as walk_place

    from ledger

    union all

    select
        decision_id as contact_id,
        customer_id,
        address,
        campaign_id,
        campaign_group,
        topic,
        channel,
        decision_date as contact_date,
        walk_place

    from selected

    where counts_to_caps

),

contacts_by_unit as (

    select
        contacts.*,
        'customer' as unit,
        contacts.customer_id as unit_value

    from contacts

    union all

    select
        contacts.*,
        'contact_point' as unit,
        contacts.address as unit_value

    from contacts

),

held_before as (

    select
        selected_under_caps.decision_id,
        selected_under_caps.cap_id,
        selected_under_caps.max_contacts,
        count(contacts_by_unit.contact_id) as contact_count

    from selected_under_caps

    left join contacts_by_unit
        on
            selected_under_caps.unit = contacts_by_unit.unit
            and selected_under_caps.unit_value = contacts_by_unit.unit_value
            and selected_under_caps.walk_place > contacts_by_unit.walk_place
            and selected_under_caps.window_start_date <= contacts_by_unit.contact_date
            and {{ scope_matches(
                'selected_under_caps.scope',
                'selected_under_caps.scope_value',
                'contacts_by_unit'
            ) }}

    group by
        selected_under_caps.decision_id,
        selected_under_caps.cap_id,
        selected_under_caps.max_contacts

)

select
    decision_id,
    cap_id,
    max_contacts,
    contact_count

from held_before

where contact_count >= max_contacts
