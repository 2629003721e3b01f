"""Finding the decided day somebody means, and its candidates."""

from __future__ import annotations

from datetime import date

import duckdb

from python_hooks.errors import UserError
from python_hooks.explain.reading import rows, text
from python_hooks.explain.records import Candidate, Day, Person


def find_day(warehouse: duckdb.DuckDBPyConnection, asked: str | None) -> Day:
    """The decided day of that date, or the newest."""
    newest = rows(
        warehouse,
        "select decision_date, as_of, policy_version from delivery.int_publications_prepared",
    )
    if not newest:
        raise UserError("no day has been decided yet; run `batuta run` first")
    newest_date, newest_as_of, newest_version = newest[0]
    wanted = newest_date if asked is None else _date(asked)
    if wanted == newest_date:
        return Day(wanted, newest_as_of, newest_version, newest_date, newest_version)
    decided = rows(
        warehouse,
        f"""
        select max(decided_at), max(policy_version)
        from arbitration.fct_campaign_decisions
        where decision_date = {text(wanted)}::date
        """,
    )[0]
    if decided[0] is None:
        raise UserError(_not_decided(warehouse, wanted, newest_date))
    return Day(wanted, decided[0], decided[1], newest_date, newest_version)


def read_candidates(
    warehouse: duckdb.DuckDBPyConnection, person: Person, day: Day
) -> tuple[Candidate, ...]:
    """Every candidate of the customer on the day, in walk order."""
    found = rows(
        warehouse,
        f"""
        select
            decisions.decision_id, decisions.campaign_id, campaigns.campaign_name,
            decisions.channel, decisions.walk_position, decisions.planned_send_at,
            decisions.rank_score, decisions.strength, decisions.trigger_id,
            decisions.outcome, decisions.reason, decisions.blocked_by_type,
            decisions.blocked_by_id, decisions.blocked_by_date, decisions.explanation
        from arbitration.fct_campaign_decisions as decisions
        left join policy.campaigns as campaigns
            on decisions.campaign_id = campaigns.campaign_id
        where
            decisions.customer_id = {text(person.customer_id)}
            and decisions.decision_date = {text(day.decision_date)}::date
        order by decisions.walk_position, decisions.decision_id
        """,
    )
    return tuple(Candidate(*row) for row in found)


def _date(asked: str) -> date:
    try:
        return date.fromisoformat(asked.strip())
    except ValueError as error:
        raise UserError(f"'{asked}' is not a date; write it like 2026-07-01") from error


def _not_decided(warehouse: duckdb.DuckDBPyConnection, wanted: date, newest: date) -> str:
    before, after, first = rows(
        warehouse,
        f"""
        select
            max(decision_date) filter (decision_date < {text(wanted)}::date),
            min(decision_date) filter (decision_date > {text(wanted)}::date),
            min(decision_date)
        from arbitration.fct_campaign_decisions
        """,
    )[0]
    near = [str(day) for day in (before, after) if day is not None] or [str(newest)]
    return (
        f"{wanted} is no decided day; the nearest: {' and '.join(near)}"
        f" (kept are days from {first or newest} to {newest})"
    )
