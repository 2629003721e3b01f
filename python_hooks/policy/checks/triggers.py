"""Thresholds of triggers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from python_hooks.policy.finding import Finding, Severity
from python_hooks.policy.names import custom_triggers, known_triggers
from python_hooks.policy.shapes import LONGEST_DAYS
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_number, as_whole
from python_hooks.policy.vocabulary import TRIGGER_PARAMETERS

FILE = "trigger_rules.csv"
# How many of a unit a day has.
UNITS = {"minutes": 1440, "hours": 24, "days": 1}
LARGEST_COUNT = 1_000_000
# Triggers that begin and end with a day of the calendar, not at a moment.
CALENDAR_TRIGGERS = frozenset({"birthday", "anniversary", "win_back", "replenishment_due"})
# Parameters that are a part of a whole: 1 is all of it.
SHARES = frozenset({"min_share", "min_affinity_share", "min_risk"})

CLOSED = "0 closes the trigger as soon as it opens"
ZEROS: dict[tuple[str, str], tuple[Severity, str]] = {
    ("welcome", "window_days"): ("error", "never fires: 0 days hold nobody"),
    ("abandoned_browse", "window_days"): ("error", "never fires: 0 days hold no look"),
    ("abandoned_browse", "view_count"): ("error", "always fires: whoever looked has 0 views"),
    ("abandoned_browse", "dwell_minutes"): ("error", "always fires: whoever looked stayed 0"),
    ("abandoned_cart", "idle_minutes"): ("warning", "fires for every cart, also one in use"),
    ("win_back", "min_recency_days"): ("warning", "fires for everyone, also who bought today"),
    ("price_drop", "window_days"): ("error", "never fires: 0 days hold no look"),
    ("price_drop", "min_share"): ("warning", "fires for every cent that a price falls"),
    ("back_in_stock", "people_per_item"): ("error", "never fires: nobody is told"),
    ("back_in_stock", "out_days"): ("warning", "fires also for what was missing for a minute"),
    ("new_item", "min_affinity_share"): ("warning", "fires for every category ever looked at"),
    ("churn_risk", "min_risk"): ("warning", "fires for everyone who bought twice"),
}


def check_triggers(policy: Policy) -> Iterator[Finding]:
    """Check that every trigger has the thresholds it needs, and no others."""
    table = policy.tables[FILE]
    if not table.rows and not table.is_absent:
        message = f"has no rows, so {table.shape.when_absent}"
        yield Finding(FILE, 1, "", "warning", message)
    by_trigger: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in table.rows:
        yield from _check_row(row)
        yield from _check_value(row)
        by_trigger[row["trigger_name"]].setdefault(row["parameter"], row)
    for trigger, rows in by_trigger.items():
        yield from _check_trigger(trigger, rows)
        yield from _check_spans(rows)


def _check_row(row: Row) -> Iterator[Finding]:
    trigger, parameter = row["trigger_name"], row["parameter"]
    known = TRIGGER_PARAMETERS.get(trigger)
    if trigger and known is None and trigger not in custom_triggers():
        hint = did_you_mean(trigger, known_triggers())
        yield row.finding("trigger_name", f"unknown trigger '{trigger}'", hint)
    elif known and parameter and parameter not in known:
        message = f"'{trigger}' has no parameter '{parameter}'"
        yield row.finding("parameter", message, did_you_mean(parameter, known))
    unit = parameter.rpartition("_")[2]
    if unit in UNITS and row["unit"] and row["unit"] != unit:
        message = f"'{row['unit']}', but {parameter} counts {unit}"
        yield row.finding("unit", message, f"convert the value to {unit}")


def _check_value(row: Row) -> Iterator[Finding]:
    trigger, parameter, value = row["trigger_name"], row["parameter"], as_number(row["value"])
    if value is None:
        return
    unit = parameter.rpartition("_")[2]
    most = LONGEST_DAYS * UNITS[unit] if unit in UNITS else LARGEST_COUNT
    if parameter in SHARES:
        most = 1
    if value > most:
        yield row.finding("value", f"{row['value']} is above {most}")
    if trigger in CALENDAR_TRIGGERS and unit == "days" and as_whole(row["value"]) is None:
        message = f"'{row['value']}' is not a whole number, and '{trigger}' counts whole days"
        yield row.finding("value", message)
    if value == 0 and (trigger, parameter) in ZEROS:
        severity, message = ZEROS[trigger, parameter]
        yield row.finding("value", message, severity=severity)
    elif value == 0 and parameter in ("valid_days", "valid_hours"):
        yield row.finding("value", CLOSED)


def _check_trigger(trigger: str, rows: dict[str, Row]) -> Iterator[Finding]:
    missing = [name for name in TRIGGER_PARAMETERS.get(trigger, ()) if name not in rows]
    if missing:
        first = next(iter(rows.values()))
        message = f"'{trigger}' never fires: it also needs {', '.join(missing)}"
        yield first.finding("parameter", message, f"add a row for {missing[0]}")


def _check_spans(rows: dict[str, Row]) -> Iterator[Finding]:
    """What must be short enough to come before something else."""
    low, high = _value(rows, "min_recency_days"), _value(rows, "max_recency_days")
    if low is not None and high is not None and high <= low:
        message = f"max_recency_days {high} is not above min_recency_days {low}"
        yield rows["max_recency_days"].finding("value", message)
    idle, life = _value(rows, "idle_minutes"), _value(rows, "valid_days")
    if idle and life and idle >= life * UNITS["minutes"]:
        message = f"never fires: a cart left for {idle} minutes is older than valid_days {life}"
        yield rows["idle_minutes"].finding("value", message)


def _value(rows: dict[str, Row], parameter: str) -> Decimal | None:
    return as_number(rows[parameter]["value"]) if parameter in rows else None
