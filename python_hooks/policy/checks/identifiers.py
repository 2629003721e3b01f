"""Rules about identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.patterns import pattern_fault
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_whole

NUMBERS = frozenset({"priority", "max_values_per_person", "max_records_per_value"})


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
        if rule not in NUMBERS:
            continue
        number = as_whole(value)
        if value and (number is None or number < 1):
            hint = "for no limit leave the row out" if rule != "priority" else ""
            yield row.finding("value", f"'{value}' is not a whole number from 1", hint)
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
