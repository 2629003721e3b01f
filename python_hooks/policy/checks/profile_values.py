"""Values that a text attribute of a customer can have."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache

from python_hooks.policy.finding import Finding, Severity
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.vocabulary import ATTRIBUTE_VALUES
from python_hooks.settings import PROJECT

# What the data may hold although no list says so.
FROM_DATA = frozenset({"top_category", "gender", "country"})


@cache
def country_codes() -> frozenset[str]:
    """Return the codes that a customer's country can have."""
    path = PROJECT / "models" / "staging" / "reference" / "countries.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return frozenset(row["country_code"] for row in csv.DictReader(stream))


def attribute_values(policy: Policy, attribute: str) -> frozenset[str]:
    """Return every value the attribute can have; none if nobody lists them."""
    if attribute == "rfm_segment":
        return frozenset(row["rfm_segment"] for row in policy["rfm_segments.csv"])
    if attribute in ("frequency_class", "recency_class", "lifecycle_stage"):
        rules = policy["lifecycle_rules.csv"]
        return frozenset(row["class_name"] for row in rules if row["class_type"] == attribute)
    if attribute == "preferred_channel":
        return frozenset(row["channel"] for row in policy["channels.csv"])
    if attribute == "country":
        return country_codes()
    if attribute == "top_category":
        return frozenset(row["category"] for row in policy["category_labels.csv"])
    return ATTRIBUTE_VALUES.get(attribute, frozenset())


def check_profile_value(
    row: Row, column: str, attribute: str, value: str, policy: Policy
) -> Iterator[Finding]:
    """Report a value that no customer can have."""
    known = attribute_values(policy, attribute)
    if known and value.lower() not in {name.lower() for name in known}:
        severity: Severity = "warning" if attribute in FROM_DATA else "error"
        message = f"no {attribute} is called '{value}'"
        yield row.finding(column, message, did_you_mean(value, known), severity)
