"""Audience rules: what they may look at, and whether the comparison makes sense."""

from __future__ import annotations

from collections.abc import Iterator

from python_hooks.policy.attributes import AUDIENCE_ATTRIBUTES, SENSITIVE_ATTRIBUTES, Kind
from python_hooks.policy.checks.cells import tidy
from python_hooks.policy.checks.conditions import check_alternatives
from python_hooks.policy.checks.profile_values import check_profile_value
from python_hooks.policy.checks.ranges import check_range
from python_hooks.policy.finding import Finding
from python_hooks.policy.names import Names, known_names
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import (
    as_boolean,
    as_date,
    as_days_ago,
    as_number,
    items,
    number_hint,
)

ORDERED = frozenset({"<", "<=", ">", ">="})
LISTS = frozenset({"in", "not_in"})
WITHOUT_VALUE = frozenset({"is_null", "is_not_null"})


def check_audiences(policy: Policy) -> Iterator[Finding]:
    """Check each condition, then whether the conditions of a rule can hold together."""
    sensitive_categories = _sensitive_categories(policy)
    categories = known_names(policy).get("category")
    for row in policy["audience_rules.csv"]:
        yield from _check_subject(row, categories)
        yield from _check_attribute(row)
        yield from _check_reason(row, sensitive_categories)
        kind = kind_of(row)
        if kind and row["operator"]:
            yield from _check_operator(row, kind)
            yield from _check_value(row, kind, policy)
        if kind == "number":
            yield from check_range(row)
    yield from check_alternatives(policy)


def kind_of(row: Row) -> Kind | None:
    """Return the kind of the attribute, if it is one a rule may look at."""
    return AUDIENCE_ATTRIBUTES.get(row["subject"], {}).get(row["attribute"])


def _sensitive_categories(policy: Policy) -> dict[str, str]:
    """Return the topic of each sensitive category; categories are compared in lower case."""
    sensitive = {row["topic"] for row in policy["topics.csv"] if as_boolean(row["is_sensitive"])}
    return {
        row["category"].lower(): row["topic"]
        for row in policy["topic_categories.csv"]
        if row["topic"] in sensitive
    }


def _check_subject(row: Row, names: Names | None) -> Iterator[Finding]:
    value = row["subject_value"]
    if row["subject"] == "category":
        if not value:
            yield row.finding("subject_value", "is empty and must not be", "name the category")
        elif names and value.lower() not in {name.lower() for name in names.known}:
            hint = did_you_mean(value, names.known)
            yield row.warning("subject_value", f"unknown category '{value}'", hint)
    elif row["subject"] == "customer" and value:
        message = f"'{value}' means nothing where the subject is customer"
        yield row.finding("subject_value", message, "leave the cell empty")


def _check_attribute(row: Row) -> Iterator[Finding]:
    subject, attribute = row["subject"], row["attribute"]
    allowed = AUDIENCE_ATTRIBUTES.get(subject)
    if not allowed or not attribute or attribute in allowed:
        return
    others = [name for name, columns in AUDIENCE_ATTRIBUTES.items() if attribute in columns]
    hint = f"it is one of subject {others[0]}" if others else did_you_mean(attribute, allowed)
    message = f"'{attribute}' is not an attribute of {subject} that rules may look at"
    yield row.finding("attribute", message, hint)


def _check_reason(row: Row, sensitive_categories: dict[str, str]) -> Iterator[Finding]:
    if row["reason"]:
        return
    if row["attribute"] in SENSITIVE_ATTRIBUTES:
        message = f"is empty, but '{row['attribute']}' is sensitive"
        yield row.finding("reason", message, "say why it is right to look at it")
        return
    for category in _categories(row):
        topic = sensitive_categories.get(category.strip().lower())
        if topic:
            message = f"is empty, but '{category}' belongs to sensitive topic '{topic}'"
            yield row.finding("reason", message, "say why it is right to look at it")
            return


def _categories(row: Row) -> tuple[str, ...]:
    """Return the categories that a row looks at, or compares a customer's favourite with."""
    if row["subject"] == "category":
        return (row["subject_value"],)
    return items(row["value"]) if row["attribute"] == "top_category" else ()


def _check_operator(row: Row, kind: Kind) -> Iterator[Finding]:
    operator = row["operator"]
    if operator in ORDERED and kind in ("text", "boolean"):
        yield row.finding("operator", f"'{operator}' does not work on a {kind}", "use = or in")
    elif operator in LISTS and kind in ("boolean", "date"):
        yield row.finding("operator", f"'{operator}' does not work on a {kind}", "use = or <=")


def _check_value(row: Row, kind: Kind, policy: Policy) -> Iterator[Finding]:
    operator, value = row["operator"], row["value"]
    if operator in WITHOUT_VALUE:
        if value:
            message = f"'{value}' means nothing after {operator}"
            yield row.finding("value", message, "leave the cell empty")
        return
    if not value:
        yield row.finding("value", f"is empty, but '{operator}' needs one")
        return
    parts = items(value) if operator in LISTS else (value,)
    if any(part != part.strip() or not part for part in parts):
        hint = f"did you mean '{tidy(value)}'?"
        yield row.finding("value", f"'{value}' has spaces or nothing between two '|'", hint)
        return
    for part in parts:
        yield from _check_part(row, kind, part, policy)
    if operator not in LISTS and "|" in value:
        yield row.finding("value", f"'{value}' is a list", "use in or not_in")


def _check_part(row: Row, kind: Kind, part: str, policy: Policy) -> Iterator[Finding]:
    attribute = row["attribute"]
    if kind == "number" and as_number(part) is None:
        message = f"'{part}' is not a number, and {attribute} is one"
        yield row.finding("value", message, number_hint(part))
    elif kind == "boolean" and as_boolean(part) is None:
        yield row.finding("value", f"'{part}' is neither true nor false, and {attribute} is")
    elif kind == "date" and as_date(part) is None and as_days_ago(part) is None:
        message = f"'{part}' is not a date, and {attribute} is one"
        yield row.finding("value", message, "write it like 2026-01-31 or 180 days ago")
    elif kind == "text" and "|" not in part:
        yield from check_profile_value(row, "value", attribute, part, policy)
