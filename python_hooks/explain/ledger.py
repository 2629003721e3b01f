"""What the ledger held for a customer before the walk, and how full each cap was.

The windows are those of the decided day; the counts of the newest day are the walk's own. What the
walk newly selected on the day is counted after it, wherever the ledger has it by now.
"""

from __future__ import annotations

import duckdb

from python_hooks.explain.ledger_query import ledger_ctes
from python_hooks.explain.reading import rows, text
from python_hooks.explain.records import CapCount, Contact, Day, Person


def read_caps(
    warehouse: duckdb.DuckDBPyConnection, person: Person, day: Day
) -> tuple[CapCount, ...]:
    """Each cap that applies to the customer, with its count before the walk and after it."""
    found = rows(
        warehouse,
        f"""
        {ledger_ctes(person, day)}
        select
            units.cap_id, units.scope, units.scope_value,
            units.contact_point_type
            || case when units.address_number > 1 then ' ' || units.address_number else '' end,
            units.profile_attribute || ' = ' || units.profile_value,
            units.window_start, day.decision_date, units.max_contacts,
            count(counted.contact_id) filter (counted.is_before), count(counted.contact_id),
            units.cap_key, units.contact_point_type, units.address_number
        from units
        cross join day
        left join counted
            on units.cap_key = counted.cap_key
            and units.contact_point_type is not distinct from counted.contact_point_type
            and units.address_number is not distinct from counted.address_number
        group by all
        order by units.cap_key, units.contact_point_type, units.address_number
        """,
    )
    return tuple(CapCount(*row[:10]) for row in found)


def read_contacts(
    warehouse: duckdb.DuckDBPyConnection, person: Person, day: Day
) -> tuple[Contact, ...]:
    """The contacts that stand in a window of a cap or an exclusion, or that a cooldown met."""
    found = rows(
        warehouse,
        f"""
        {ledger_ctes(person, day)},
        horizon as (
            select least(
                (select min(window_start) from caps),
                (
                    select min(day.decision_date - cast(window_days as integer))
                    from policy.campaign_exclusions
                ),
                day.decision_date
            ) as first_date
            from day
        ),
        cooling as (
            select held.campaign_id, max(held.contact_date) as contact_date
            from held
            inner join decisions on held.campaign_id = decisions.campaign_id
            where
                held.is_own and held.status <> 'not_sent'
                and decisions.customer_id = {text(person.customer_id)}
                and decisions.reason = 'cooldown'
            group by held.campaign_id
        )
        select
            held.contact_date, case when held.is_own then held.campaign_id end, held.channel,
            held.status, held.is_own, held.counts,
            list(distinct caps.cap_id order by caps.cap_id) filter (caps.cap_id is not null),
            held.contact_id
        from held
        cross join horizon
        left join cooling
            on held.is_own and held.campaign_id = cooling.campaign_id
            and held.contact_date = cooling.contact_date
        left join counted on held.contact_id = counted.contact_id and counted.is_before
        left join caps on counted.cap_key = caps.cap_key
        where held.contact_date >= horizon.first_date or cooling.campaign_id is not null
        group by all
        having held.is_own or count(caps.cap_id) > 0
        order by held.contact_date desc, held.is_own desc, 2, held.channel, held.contact_id
        """,
    )
    return tuple(
        Contact(date, campaign, channel, status, is_own, counts, tuple(caps or ()))
        for date, campaign, channel, status, is_own, counts, caps, _ in found
    )
