-- Guards the walk against contact_caps by brute force: before each contact that was newly
-- selected today and obeys caps, the ledger and the customer's earlier selections held fewer
-- counted contacts in the window than the cap allows. (Caps per customer; what stands before
-- another customer at a shared address is not told by walk_position.)
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

caps as (

    select
        *,
        {{ cap_window_start('window_type', 'window_days') }} as window_start_date

    from {{ ref('contact_caps') }}

    where
        unit = 'customer'
        and profile_attribute is null
        and max_contacts is not null

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

selected_under_caps as (

    select
        selected.decision_id,
        selected.customer_id,
        selected.walk_position,
        caps.cap_id,
        caps.scope,
        caps.scope_value,
        caps.window_start_date,
        caps.max_contacts

    from selected

    inner join caps
        on {{ scope_matches('caps.scope', 'caps.scope_value', 'selected') }}

    where selected.obeys_caps

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
