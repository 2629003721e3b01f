"""Why a customer got what they got on a day, told in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from python_hooks.errors import UserError
from python_hooks.settings import Settings
from python_hooks.warehouse import open_warehouse

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class DayStory:
    """A customer's day.

    candidates  (walk position, campaign, channel, outcome, reason, explanation), in walk order
    contacts    (date, campaign, channel, status) of the 30 days before, newest first
    """

    customer_id: str
    decision_date: str
    candidates: tuple[Row, ...]
    contacts: tuple[Row, ...]


def explain_decision(
    settings: Settings, customer: str, day: str | None, campaign: str | None
) -> DayStory:
    """The story of a customer, found by id, e-mail or customer number, on a decided day."""
    with open_warehouse(settings) as warehouse:
        customer_id = _find_customer(warehouse, customer)
        decision_date = day or _newest_day(warehouse)
        candidates = warehouse.execute(
            """
            select walk_position, campaign_id, channel, outcome, reason, explanation
            from arbitration.fct_campaign_decisions
            where
                customer_id = ? and decision_date = try_cast(? as date)
                and (? is null or campaign_id = ?)
            order by walk_position
            """,
            [customer_id, decision_date, campaign, campaign],
        ).fetchall()
        contacts = warehouse.execute(
            """
            select cast(contact_date as varchar), campaign_id, channel, status
            from activity.fct_contact_ledger
            where
                customer_id = ?
                and contact_date <= try_cast(? as date)
                and contact_date > try_cast(? as date) - 30
            order by contact_date desc, campaign_id, channel, contact_id
            """,
            [customer_id, decision_date, decision_date],
        ).fetchall()
    return DayStory(customer_id, decision_date, tuple(candidates), tuple(contacts))


def _find_customer(warehouse: duckdb.DuckDBPyConnection, customer: str) -> str:
    rows = warehouse.execute(
        """
        select customer_id from customer.dim_customers where customer_id = $1
        union
        select customer_id from customer.dim_contact_points
        where lower(contact_point) = lower($1)
        order by customer_id
        """,
        [customer.strip()],
    ).fetchall()
    if not rows:
        raise UserError("no customer has this id, e-mail, phone or customer number")
    if len(rows) > 1:
        found = ", ".join(str(row[0]) for row in rows[:5])
        raise UserError(f"{len(rows)} customers share it; name one by id: {found}")
    return str(rows[0][0])


def _newest_day(warehouse: duckdb.DuckDBPyConnection) -> str:
    row = warehouse.execute(
        "select cast(max(decision_date) as varchar) from arbitration.fct_campaign_decisions"
    ).fetchone()
    if row is None or row[0] is None:
        raise UserError("no day has been decided yet; run `batuta run` first")
    return str(row[0])
