"""Numbers that an attribute never has."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from python_hooks.policy.attributes import ATTRIBUTE_RANGES, WHOLE_ATTRIBUTES
from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Row
from python_hooks.policy.values import as_number, items


def check_range(row: Row) -> Iterator[Finding]:
    """Report a comparison that holds for no value the attribute can have."""
    attribute, operator = row["attribute"], row["operator"]
    parts = items(row["value"]) if operator == "in" else (row["value"],)
    for part in parts:
        value = as_number(part)
        if value is not None and not _can_hold(attribute, operator, value):
            message = f"never holds: {attribute} {operator} {part}, but it is {_shown(attribute)}"
            yield row.warning("value", message)


def _can_hold(attribute: str, operator: str, value: Decimal) -> bool:
    low, high = ATTRIBUTE_RANGES.get(attribute, (None, None))
    if operator in ("=", "in"):
        is_fraction = attribute in WHOLE_ATTRIBUTES and value != value.to_integral_value()
        return not (
            is_fraction or (low is not None and value < low) or (high is not None and value > high)
        )
    if operator in ("<", "<=") and low is not None:
        return value > low if operator == "<" else value >= low
    if operator in (">", ">=") and high is not None:
        return value < high if operator == ">" else value <= high
    return True


def _shown(attribute: str) -> str:
    low, high = ATTRIBUTE_RANGES.get(attribute, (None, None))
    kind = "a whole number" if attribute in WHOLE_ATTRIBUTES else "a number"
    if low is not None and high is not None:
        return f"{kind} from {low} to {high}"
    return f"{kind} from {low}" if low is not None else kind
