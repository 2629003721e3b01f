-- Guards the walk against caps that count by address, by brute force: before each contact that
-- was newly selected today and obeys caps, the ledger and whoever was selected earlier in the
-- one total order, of whichever customer, held fewer counted contacts at that address than the
-- cap allows. A family with one e-mail would otherwise be written to once per head.
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

caps as (

    select
        *,
        {{ cap_window_start('window_type', 'window_days') }} as window_start_date

    from {{ ref('contact_caps') }}

    where
        unit = 'contact_point'
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
        channels.contact_point_type,
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
        selected.contact_point_type,
        selected.contact_point,
        selected.walk_place,
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
            selected_under_caps.contact_point_type = ledger.contact_point_type
            and selected_under_caps.contact_point = ledger.contact_point
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
            selected_under_caps.contact_point_type = selected.contact_point_type
            and selected_under_caps.contact_point = selected.contact_point
            and selected_under_caps.walk_place > selected.walk_place
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
