"""What the tables of the newest build say of one customer, for any campaign.

What a condition means is said by the models read here; nothing is compared in Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from python_hooks.explain.reading import rows, text
from python_hooks.explain.records import Person, RuleRow


@dataclass(frozen=True, slots=True)
class OpenTrigger:
    """An open trigger of the name a campaign waits for, and whether that campaign may answer it.

    used_date    the day a contact of the campaign answered it; None: it is unused
    ttl_ends_at  when it ends for this campaign, UTC; None: the campaign has no ttl_days
    """

    campaign_id: str
    evidence: str
    triggered_at: datetime
    expires_at: datetime
    is_ttl_over: bool
    ttl_ends_at: datetime | None
    used_date: date | None


@dataclass(frozen=True, slots=True)
class TriggerAsk:
    """What a trigger asks for, and what the customer has.

    is_refused  the customer refuses the profiling it needs
    is_met      whether what the customer has is enough
    """

    requirement: str
    customer_value: str | None
    is_refused: bool
    is_met: bool


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """One customer's part of the tables.

    addresses    per channel of channels.csv, how many usable addresses the customer has for it
    triggers     every open trigger, once per campaign that waits for one of its name
    asks         per trigger name
    rule_rows    per audience rule, in the order of its rows
    """

    person: Person
    addresses: dict[str, int]
    triggers: tuple[OpenTrigger, ...]
    asks: dict[str, TriggerAsk]
    rule_rows: dict[str, tuple[RuleRow, ...]]


def read_facts(warehouse: duckdb.DuckDBPyConnection, person: Person) -> CustomerFacts:
    """Read the customer's part of the tables."""
    customer = f"customer_id = {text(person.customer_id)}"
    addresses = rows(
        warehouse,
        f"""
        select channels.channel, count(points.contact_point)
        from policy.channels as channels
        left join customer.dim_contact_points as points
            on channels.contact_point_type = points.contact_point_type
            and points.is_valid and points.{customer}
        group by channels.channel
        order by channels.channel
        """,
    )
    triggers = rows(
        warehouse,
        f"""
        select
            campaign_id, evidence, triggered_at, expires_at, is_ttl_over, ttl_ends_at, used_date
        from arbitration.int_campaign_triggers_answered
        where {customer} and is_open
        order by campaign_id, triggered_at desc, trigger_id
        """,
    )
    asks = rows(
        warehouse,
        f"""
        select
            trigger_name, requirement, customer_value, needs_profile and not is_profiled, is_met
        from triggers.int_triggers_explained
        where {customer}
        """,
    )
    rule_rows = rows(
        warehouse,
        f"""
        select
            audience_rule_id, any_of, subject, subject_value, attribute, operator, value,
            customer_value, is_held
        from arbitration.int_audience_rows_answered
        where {customer}
        order by
            audience_rule_id, any_of, subject desc, subject_value, attribute, operator, value
        """,
    )
    rules: dict[str, list[RuleRow]] = {}
    for rule, *values in rule_rows:
        rules.setdefault(rule, []).append(RuleRow(*values))
    return CustomerFacts(
        person=person,
        addresses={row[0]: row[1] for row in addresses},
        triggers=tuple(OpenTrigger(*row) for row in triggers),
        asks={row[0]: TriggerAsk(*row[1:]) for row in asks},
        rule_rows={rule: tuple(found) for rule, found in rules.items()},
    )
