"""The trigger conditions of a candidate: is one open, unused and young enough for the campaign?"""

from __future__ import annotations

import duckdb

from python_hooks.explain.campaign import Campaign
from python_hooks.explain.reading import Row, rows, text
from python_hooks.explain.records import Condition, Person


def read_triggers(
    warehouse: duckdb.DuckDBPyConnection, person: Person, campaign: Campaign
) -> tuple[Condition, ...]:
    """Whether a trigger is open, not used yet and not too old, asked one after the other."""
    found = rows(
        warehouse,
        f"""
        select is_used, is_ttl_over, evidence, triggered_at, expires_at, ttl_ends_at, used_date
        from arbitration.int_campaign_triggers_answered
        where
            customer_id = {text(person.customer_id)}
            and campaign_id = {text(campaign.campaign_id)}
            and is_open
        order by is_used, is_ttl_over, triggered_at desc, trigger_id
        """,
    )
    unused = [row for row in found if not row[0]]
    lasting = [row for row in unused if not row[1]]
    days = campaign.ttl_days
    opened = _opened(warehouse, person, campaign, found[0] if found else None)
    return (
        opened,
        Condition(
            "trigger unused",
            "no contact of this campaign on an earlier day",
            f"used on {max(row[6] for row in found if row[0])}" if found and not unused else None,
            bool(unused) if found else None,
            "its trigger was used by a contact of this campaign on "
            + (str(max(row[6] for row in found)) if found and not unused else ""),
        ),
        Condition(
            "trigger lasting",
            f"at most {days} days old (ttl_days)" if days is not None else "no ttl_days",
            f"arose {max(row[3] for row in unused):%Y-%m-%d %H:%M} UTC" if unused else None,
            bool(lasting) if unused else None,
            f"its trigger is older than the {days} days of the campaign's ttl_days"
            + (
                f" (until {max(row[5] for row in unused):%Y-%m-%d %H:%M} UTC)"
                if unused and not lasting
                else ""
            ),
        ),
    )


def _opened(
    warehouse: duckdb.DuckDBPyConnection,
    person: Person,
    campaign: Campaign,
    best: Row | None,
) -> Condition:
    name = campaign.trigger_name
    explained = rows(
        warehouse,
        f"""
        select requirement, customer_value, needs_profile and not is_profiled, is_met
        from triggers.int_triggers_explained
        where customer_id = {text(person.customer_id)} and trigger_name = {text(name)}
        """,
    )
    asked = f"an open trigger '{name}'"
    if best is not None:
        _, _, evidence, triggered_at, expires_at, *_ = best
        value = f"{evidence}, open from {triggered_at} to {expires_at} UTC"
        return Condition("trigger", asked, value, True)
    none = f"no trigger '{name}' is open"
    if not explained:
        return Condition(
            "trigger", asked, "none", False, f"{none}, and what raises it is not told here"
        )
    requirement, value, is_refused, is_met = explained[0]
    if is_refused:
        because = f"{none}: who refuses profiling gets none"
    elif is_met:
        because = (
            f"{none}: there is what it asks for ({value}), but what it is about"
            " was bought or brought back since, or is not wanted"
        )
    else:
        because = f"{none}: it asks for {requirement}, and there is: {value or 'nothing known'}"
    return Condition("trigger", f"{asked}: {requirement}", value, False, because)
