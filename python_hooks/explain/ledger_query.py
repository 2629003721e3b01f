"""The query by which an explanation reads the ledger and counts to caps, for one customer and day.

Its windows and scopes are those of the walk (`cap_window_start`, `scope_matches`), for any decided
day; a test holds its counts to the walk's own.
"""

from __future__ import annotations

from python_hooks.explain.reading import text
from python_hooks.explain.records import Day, Person

CAPS = """
    caps as (
        select
            caps.cap_key, caps.cap_id, caps.scope, caps.scope_value, caps.unit,
            caps.profile_attribute, caps.profile_value,
            coalesce(personal.max_contacts, caps.max_contacts) as max_contacts,
            case
                when caps.is_customer_wish then day.decision_date - 6
                when contact_caps.window_type = 'rolling_days'
                    then day.decision_date - (cast(contact_caps.window_days as integer) - 1)
                when contact_caps.window_type = 'calendar_week'
                    then cast(date_trunc('week', day.decision_date) as date)
                when contact_caps.window_type = 'calendar_month'
                    then cast(date_trunc('month', day.decision_date) as date)
                else day.decision_date
            end as window_start
        from arbitration.int_caps_in_force as caps
        cross join day
        left join policy.contact_caps as contact_caps
            on not caps.is_customer_wish and caps.cap_id = contact_caps.cap_id
        left join arbitration.int_customers_numbered as customers
            on customers.customer_id = {customer}
        left join arbitration.int_caps_of_customers as personal
            on caps.cap_key = personal.cap_key
            and customers.customer_key = personal.customer_key
        where not caps.is_personal or personal.cap_key is not null
    )"""

# The addresses the candidates of the day would have used, and those a candidate would use now,
# numbered within their type.
ADDRESSES = """
    addresses_used as (
        select channels.contact_point_type, decisions.contact_point
        from decisions
        inner join policy.channels as channels on decisions.channel = channels.channel
        where decisions.customer_id = {customer}
        union
        select contact_point_type, contact_point
        from arbitration.int_contact_points_chosen
        where customer_id = {customer}
    ),
    addresses as (
        select
            contact_point_type, contact_point,
            row_number() over (
                partition by contact_point_type order by contact_point
            ) as address_number
        from addresses_used
        where contact_point is not null
    )"""

# The ledger without what the walk of this day newly put into it.
HELD = """
    held as (
        select
            ledger.contact_id, ledger.contact_date, ledger.campaign_id, ledger.channel,
            ledger.topic, ledger.campaign_group, ledger.status,
            ledger.contact_point_type, ledger.contact_point,
            ledger.customer_id is not distinct from {customer} as is_own,
            ledger.counts_to_caps and ledger.status <> 'not_sent' as counts
        from activity.fct_contact_ledger as ledger
        cross join day
        left join decisions as selected
            on ledger.decision_id = selected.decision_id and selected.reason = 'selected'
        left join addresses
            on ledger.contact_point_type = addresses.contact_point_type
            and ledger.contact_point = addresses.contact_point
        where
            ledger.contact_date <= day.decision_date
            and selected.decision_id is null
            and (ledger.customer_id = {customer} or addresses.contact_point is not null)
    )"""

SELECTED = """
    selected as (
        select
            decisions.decision_id as contact_id, day.decision_date as contact_date,
            decisions.campaign_id, decisions.channel, decisions.topic, decisions.campaign_group,
            channels.contact_point_type, decisions.contact_point,
            decisions.customer_id = {customer} as is_own,
            coalesce(ledger.counts_to_caps, campaigns.counts_to_caps, true) as counts
        from decisions
        cross join day
        left join policy.channels as channels on decisions.channel = channels.channel
        left join policy.campaigns as campaigns on decisions.campaign_id = campaigns.campaign_id
        left join activity.fct_contact_ledger as ledger
            on decisions.decision_id = ledger.decision_id
        where decisions.reason = 'selected'
    )"""

COUNTED = """
    contacts as (
        select * exclude (status), true as is_before from held
        union all by name
        select *, false as is_before from selected
    ),
    units as (
        select caps.*, addresses.contact_point_type, addresses.contact_point, address_number
        from caps
        left join addresses on caps.unit = 'contact_point'
        where caps.unit <> 'contact_point' or addresses.contact_point is not null
    ),
    counted as (
        select units.cap_key, units.contact_point_type, units.address_number,
            contacts.contact_id, contacts.is_before
        from units
        inner join contacts
            on contacts.counts
            and contacts.contact_date >= units.window_start
            and (
                units.scope = 'all'
                or (units.scope = 'channel' and units.scope_value = contacts.channel)
                or (units.scope = 'topic' and units.scope_value = contacts.topic)
                or (units.scope = 'group' and units.scope_value = contacts.campaign_group)
                or (units.scope = 'campaign' and units.scope_value = contacts.campaign_id)
            )
            and case
                when units.unit = 'contact_point'
                    then units.contact_point_type = contacts.contact_point_type
                    and units.contact_point = contacts.contact_point
                else contacts.is_own
            end
    )"""


def ledger_ctes(person: Person, day: Day) -> str:
    """The `with` clause: day, decisions, caps, addresses, held, selected, units, counted."""
    date = f"{text(day.decision_date)}::date"
    ctes = [
        f"day as (select {date} as decision_date)",
        f"""
        decisions as (
            select * from arbitration.fct_campaign_decisions where decision_date = {date}
        )""",
        *(
            cte.replace("{customer}", text(person.customer_id))
            for cte in (CAPS, ADDRESSES, HELD, SELECTED, COUNTED)
        ),
    ]
    return "with " + ",".join(ctes)
