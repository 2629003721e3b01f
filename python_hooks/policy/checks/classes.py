"""Lifecycle classes: thresholds that make sense and leave nobody out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from python_hooks.policy.checks.bands import ends
from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy, Row

MAX_EXAMPLES = 20_000


def check_classes(policy: Policy) -> Iterator[Finding]:
    """Check each class type by itself."""
    by_type: dict[str, list[Row]] = defaultdict(list)
    for row in policy["lifecycle_rules.csv"]:
        by_type[row["class_type"]].append(row)
    for class_type, rows in by_type.items():
        yield from _check_ranges(rows)
        yield from _check_positions(rows)
        yield from _check_coverage(class_type, rows)


def _check_ranges(rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        low, high = ends(row)
        if high <= low:
            yield row.finding(
                "maximum", f"the range is empty: it ends at {high}, at or below {low}"
            )


def _check_positions(rows: list[Row]) -> Iterator[Finding]:
    """Rows of one position are one rule, so they name one class."""
    first: dict[str, Row] = {}
    for row in rows:
        earlier = first.setdefault(row["position"], row)
        if earlier["class_name"] != row["class_name"]:
            message = (
                f"'{row['class_name']}', but line {earlier.line} says "
                f"'{earlier['class_name']}' for the same position"
            )
            yield row.finding("class_name", message, "give it a position of its own")


def _check_coverage(class_type: str, rows: list[Row]) -> Iterator[Finding]:
    """Try one customer on each side of every threshold, of those who bought at all."""
    attributes = sorted({row["attribute"] for row in rows})
    samples = [_samples(attribute, rows) for attribute in attributes]
    count = 1
    for sample in samples:
        count *= len(sample)
    if count > MAX_EXAMPLES:
        return
    rules: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        rules[row["position"]].append(row)
    for values in product(*samples):
        customer = dict(zip(attributes, values, strict=True))
        if not any(all(_holds(row, customer) for row in rule) for rule in rules.values()):
            shown = ", ".join(f"{name} {value}" for name, value in customer.items())
            message = f"a customer with {shown} has no {class_type}"
            yield rows[-1].warning("position", message, "add a last position that takes the rest")
            return


def _samples(attribute: str, rows: list[Row]) -> list[Decimal]:
    lowest = Decimal(1 if attribute == "order_count" else 0)
    cuts = {end for row in rows if row["attribute"] == attribute for end in ends(row)}
    return sorted({lowest, *(cut for cut in cuts if lowest <= cut < Decimal("1e15"))})


def _holds(row: Row, customer: dict[str, Decimal]) -> bool:
    low, high = ends(row)
    return low <= customer[row["attribute"]] < high
