{#
    Guards the walk against caps that are not for everyone alike, by brute force:
    those with a profile filter, and a customer's own wish, which binds marketing
    even where a campaign need not obey the policy's caps. Before each contact
    newly selected today the ledger and the customer's earlier selections held
    fewer counted contacts in the window than that allows.
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

),

selected as (

    select
        decisions.*,
        campaigns.obeys_caps,
        campaigns.counts_to_caps

    from decisions

    inner join campaigns
        on decisions.campaign_id = campaigns.campaign_id

),

filtered_caps as (

    select
        *,
        {{ cap_window_start('window_type', 'window_days') }} as window_start_date

    from contact_caps

    where
        unit = 'customer'
        and profile_attribute is not null
        and max_contacts is not null

),

selected_under_caps as (

    select
        selected.decision_id,
        selected.customer_id,
        selected.walk_position,
        filtered_caps.cap_id,
        filtered_caps.scope,
        filtered_caps.scope_value,
        filtered_caps.window_start_date,
        filtered_caps.max_contacts

    from selected

    inner join customers_described
        on selected.customer_id = customers_described.customer_id

    inner join filtered_caps
        on
            {{ scope_matches('filtered_caps.scope', 'filtered_caps.scope_value', 'selected') }}
            and {{ attribute_text(
                'customer', 'customers_described', 'filtered_caps.profile_attribute'
            ) }} = lower(filtered_caps.profile_value)

    where selected.obeys_caps

    union all

    select
        selected.decision_id,
        selected.customer_id,
        selected.walk_position,
        'customer_preference' as cap_id,
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

held_before as (

    select
        selected_under_caps.decision_id,
        selected_under_caps.cap_id,
        ledger.contact_id

    from selected_under_caps

    inner join ledger
        on
            selected_under_caps.customer_id = ledger.customer_id
            and selected_under_caps.window_start_date <= ledger.contact_date
            and ledger.contact_date <= {{ decision_date() }}
            and {{ scope_matches(
                'selected_under_caps.scope', 'selected_under_caps.scope_value', 'ledger'
            ) }}

    union all

    select
        selected_under_caps.decision_id,
        selected_under_caps.cap_id,
        selected.decision_id as contact_id

    from selected_under_caps

    inner join selected
        on
            selected_under_caps.customer_id = selected.customer_id
            and selected_under_caps.walk_position > selected.walk_position
            and selected.counts_to_caps
            and {{ scope_matches(
                'selected_under_caps.scope', 'selected_under_caps.scope_value', 'selected'
            ) }}

),

counted as (

    select
        decision_id,
        cap_id,
        count(*) as contact_count

    from held_before

    group by decision_id, cap_id

)

select
    selected_under_caps.decision_id,
    selected_under_caps.cap_id,
    selected_under_caps.max_contacts,
    coalesce(counted.contact_count, 0) as contact_count

from selected_under_caps

left join counted
    on
        selected_under_caps.decision_id = counted.decision_id
        and selected_under_caps.cap_id = counted.cap_id

where coalesce(counted.contact_count, 0) >= selected_under_caps.max_contacts
