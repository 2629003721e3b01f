"""Conditions that contradict each other: ranges that do not meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from python_hooks.policy.checks.choices import OR, canonical, check_choices
from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_date, as_days_ago, as_number


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range, and the row that sets it."""

    value: Decimal
    is_open: bool
    row: Row


def check_alternatives(policy: Policy) -> Iterator[Finding]:
    """Report AND-ed rows of one attribute that no value satisfies."""
    together: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in policy["audience_rules.csv"]:
        key = ("audience_rule_id", "any_of", "subject", "subject_value", "attribute")
        together[tuple(row[column].lower() for column in key)].append(row)
    for rows in together.values():
        for scale in (as_number, _day, _days_ago):
            yield from _check_range(rows, scale)
        equal = [row for row in rows if row["operator"] == "=" and row["value"]]
        if len({canonical(row, row["value"]) for row in equal}) > 1:
            last = equal[-1]
            message = f"never holds: line {equal[0].line} wants '{equal[0]['value']}' as well"
            yield last.finding("value", message, OR)
        else:
            yield from check_choices(rows)


def _check_range(rows: list[Row], scale: Callable[[str], Decimal | None]) -> Iterator[Finding]:
    lows: list[Bound] = []
    highs: list[Bound] = []
    for row in rows:
        value = scale(row["value"])
        if value is None:
            continue
        operator = row["operator"]
        bound = Bound(value, operator in ("<", ">"), row)
        if operator in (">", ">=", "="):
            lows.append(bound)
        if operator in ("<", "<=", "="):
            highs.append(bound)
    for low in lows:
        for high in highs:
            if low.row is high.row or low.row["operator"] == high.row["operator"] == "=":
                continue
            if low.value > high.value or (
                low.value == high.value and (low.is_open or high.is_open)
            ):
                first, last = sorted((low.row, high.row), key=lambda row: row.line)
                message = (
                    f"never holds together with line {first.line} "
                    f"({first['attribute']} {first['operator']} {first['value']})"
                )
                yield last.finding("value", message, OR)
                return


def _day(cell: str) -> Decimal | None:
    day = as_date(cell)
    return Decimal(day.toordinal()) if day else None


def _days_ago(cell: str) -> Decimal | None:
    days = as_days_ago(cell)
    return Decimal(-days) if days is not None else None
