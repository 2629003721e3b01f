"""Thresholds of triggers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_number
from python_hooks.policy.vocabulary import TRIGGER_PARAMETERS

UNITS = ("minutes", "hours", "days")
LIVES = ("valid_days", "valid_hours")


def check_triggers(policy: Policy) -> Iterator[Finding]:
    """Check that every trigger has the thresholds it needs, and no others."""
    by_trigger: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in policy["trigger_rules.csv"]:
        yield from _check_row(row)
        by_trigger[row["trigger_name"]].setdefault(row["parameter"], row)
    for trigger, rows in by_trigger.items():
        yield from _check_trigger(trigger, rows)


def _check_row(row: Row) -> Iterator[Finding]:
    trigger, parameter = row["trigger_name"], row["parameter"]
    known = TRIGGER_PARAMETERS.get(trigger)
    if trigger and known is None:
        hint = did_you_mean(trigger, TRIGGER_PARAMETERS)
        yield row.finding("trigger_name", f"unknown trigger '{trigger}'", hint)
    elif known and parameter and parameter not in known:
        message = f"'{trigger}' has no parameter '{parameter}'"
        yield row.finding("parameter", message, did_you_mean(parameter, known))
    unit = parameter.rpartition("_")[2]
    if unit in UNITS and row["unit"] and row["unit"] != unit:
        message = f"'{row['unit']}', but {parameter} counts {unit}"
        yield row.finding("unit", message, f"convert the value to {unit}")


def _check_trigger(trigger: str, rows: dict[str, Row]) -> Iterator[Finding]:
    missing = [name for name in TRIGGER_PARAMETERS.get(trigger, ()) if name not in rows]
    if missing:
        first = next(iter(rows.values()))
        message = f"'{trigger}' never fires: it also needs {', '.join(missing)}"
        yield first.finding("parameter", message, f"add a row for {missing[0]}")
    for parameter in LIVES:
        if parameter in rows and as_number(rows[parameter]["value"]) == 0:
            message = "0 closes the trigger as soon as it opens"
            yield rows[parameter].finding("value", message)
    lowest, highest = rows.get("min_recency_days"), rows.get("max_recency_days")
    if lowest and highest:
        low, high = as_number(lowest["value"]), as_number(highest["value"])
        if low is not None and high is not None and high <= low:
            message = f"max_recency_days {high} is not above min_recency_days {low}"
            yield highest.finding("value", message)
