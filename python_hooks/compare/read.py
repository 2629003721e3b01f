"""Reads the figures of a collection into a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import duckdb

from python_hooks.compare.comparison import NOTHING, Answer, Comparison, Line, Pair
from python_hooks.compare.moments import Day
from python_hooks.compare.request import Side

DIMENSIONS = ("all", "purpose", "campaign", "channel", "rfm_segment", "lifecycle_stage", "day")
ALL_OF_NOTHING = Line("all", "all", None, NOTHING, NOTHING, NOTHING, NOTHING, 0, 0)

# What changes most comes first, days in their order.
LINES = """
    select * from summary
    order by
        case when dimension = 'day' then value end asc nulls first,
        abs(contacts_difference) desc, abs(expected_value_amount_difference) desc,
        contacts_a + contacts_b desc, value asc
"""

BY_SIDE = """
    count(*) filter (where side = 'A') as a, count(*) filter (where side = 'B') as b
"""


def read_comparison(
    collection: duckdb.DuckDBPyConnection,
    sides: tuple[Side, Side],
    days: tuple[Day, ...],
    currency: str,
    notes: tuple[str, ...],
) -> Comparison:
    """The comparison that the tables of `match` and `summarise` tell of."""
    versions = dict(_rows(collection, "select side, policy_version from versions"))
    walked = _rows(
        collection,
        "select side, sum(contender_count), sum(capped_count) from contenders group by side",
    )
    contended = {side: Decimal(count) for side, count, _ in walked}
    capped = {side: Decimal(count) for side, _, count in walked}
    return Comparison(
        sides=sides,
        days=days,
        currency=currency,
        versions=(versions.get("A", ""), versions.get("B", "")),
        lines=_lines(collection),
        moves=dict(_rows(collection, "select move, people from people_moves")),
        presence={
            presence: _pair(a, b)
            for presence, a, b in _rows(
                collection, f"select presence, {BY_SIDE} from contacts_matched group by presence"
            )
        },
        answers={side: _answers(collection, side) for side in ("A", "B")},
        outcomes=tuple(
            (outcome, reason, _pair(a, b))
            for outcome, reason, a, b in _rows(
                collection,
                """
                select
                    outcome, reason,
                    coalesce(sum(candidate_count) filter (where side = 'A'), 0) as a,
                    coalesce(sum(candidate_count) filter (where side = 'B'), 0) as b
                from outcomes
                group by outcome, reason
                order by
                    case outcome when 'selected' then 1 when 'rejected' then 2 else 3 end,
                    a + b desc, reason
                """,
            )
        ),
        pressure=tuple(
            (count, _pair(a, b))
            for count, a, b in _rows(
                collection,
                """
                select
                    contact_count,
                    coalesce(sum(customer_count) filter (where side = 'A'), 0),
                    coalesce(sum(customer_count) filter (where side = 'B'), 0)
                from pressure
                group by contact_count
                order by contact_count
                """,
            )
        ),
        contended=Pair(contended.get("A", Decimal()), contended.get("B", Decimal())),
        capped=Pair(capped.get("A", Decimal()), capped.get("B", Decimal())),
        notes=notes,
    )


def _lines(collection: duckdb.DuckDBPyConnection) -> Mapping[str, tuple[Line, ...]]:
    lines: dict[str, list[Line]] = {dimension: [] for dimension in DIMENSIONS}
    cursor = collection.execute(LINES)
    columns = [column[0] for column in cursor.description or ()]
    for values in cursor.fetchall():
        row = dict(zip(columns, values, strict=True))
        lines[row["dimension"]].append(
            Line(
                value=row["value"],
                label=row["campaign_name"] or row["value"],
                known=row["people_known"],
                contacts=_pair(row["contacts_a"], row["contacts_b"]),
                people=_pair(row["people_a"], row["people_b"]),
                expected_value=_pair(
                    row["expected_value_amount_a"], row["expected_value_amount_b"]
                ),
                channel_cost=_pair(row["channel_cost_amount_a"], row["channel_cost_amount_b"]),
                gaining=row["people_gaining"],
                losing=row["people_losing"],
            )
        )
    lines["all"] = lines["all"] or [ALL_OF_NOTHING]
    return {dimension: tuple(found) for dimension, found in lines.items()}


def _answers(collection: duckdb.DuckDBPyConnection, side: str) -> tuple[Answer, ...]:
    rows = _rows(
        collection,
        """
        select
            other_outcome, other_reason, coalesce(other_blocked_by_id, '') as blocked_by_id,
            count(*)
        from contacts_matched
        where side = ? and presence = 'only'
        group by other_outcome, other_reason, blocked_by_id
        order by count(*) desc, other_outcome, other_reason, blocked_by_id
        """,
        side,
    )
    return tuple(Answer(*row) for row in rows)


def _rows(
    collection: duckdb.DuckDBPyConnection, query: str, *values: object
) -> list[tuple[Any, ...]]:
    return collection.execute(query, list(values)).fetchall()


def _pair(a: int | Decimal, b: int | Decimal) -> Pair:
    return Pair(Decimal(a), Decimal(b))
