"""Rules about identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.patterns import pattern_fault
from python_hooks.policy.shapes import LONGEST_DAYS
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_whole

LOOK_BACK = "look_back_days"
NUMBERS = frozenset({"priority", "max_values_per_person", "max_records_per_value", LOOK_BACK})


def check_identifiers(policy: Policy) -> Iterator[Finding]:
    """Check the value of each rule, and that each number is given once."""
    numbers: dict[tuple[str, str], Row] = {}
    priorities: dict[str, Row] = {}
    for row in policy["identifier_rules.csv"]:
        rule, value = row["rule"], row["value"]
        if rule == "never_pattern" and value:
            fault = pattern_fault(value)
            if fault:
                yield row.finding("value", f"'{value}' {fault}")
        if (rule == LOOK_BACK) != (row["identifier_type"] == "visitor_id"):
            yield row.finding(
                "rule",
                f"'{rule}' says nothing about {row['identifier_type']}",
                f"{LOOK_BACK} is the rule of visitor_id, and its only one",
            )
        if rule not in NUMBERS:
            continue
        yield from _number(row)
        first = numbers.setdefault((row["identifier_type"], rule), row)
        if first is not row:
            message = f"line {first.line} already gives {rule} of {row['identifier_type']}"
            yield row.finding("rule", message)
        elif rule == "priority":
            same = priorities.setdefault(value, row)
            if same is not row:
                message = (
                    f"'{same['identifier_type']}' on line {same.line} has priority {value} too"
                )
                yield row.finding("value", message)


def _number(row: Row) -> Iterator[Finding]:
    rule, value = row["rule"], row["value"]
    number = as_whole(value)
    least, most = (0, LONGEST_DAYS) if rule == LOOK_BACK else (1, None)
    if not value or (number is not None and least <= number <= (most or number)):
        return
    hint = {"priority": "", LOOK_BACK: "for none leave the row out"}
    yield row.finding(
        "value",
        f"'{value}' is not a whole number from {least}" + (f" to {most}" if most else ""),
        hint.get(rule, "for no limit leave the row out"),
    )
