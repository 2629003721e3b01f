"""Rules about identifiers, and about matches without one."""

from __future__ import annotations

from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.patterns import pattern_fault
from python_hooks.policy.shapes import LONGEST_DAYS
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_number, as_whole

LOOK_BACK = "look_back_days"
NUMBERS = frozenset({"priority", "max_values_per_person", "max_records_per_value", LOOK_BACK})
PATTERNS = frozenset({"never_pattern", "shared_pattern"})
SHARES = frozenset({"link_probability", "review_probability", "max_contradicting_share"})
PROBABLE = "probable"


def check_identifiers(policy: Policy) -> Iterator[Finding]:
    """Check the value of each rule, and that each number is given once."""
    numbers: dict[tuple[str, str], Row] = {}
    priorities: dict[str, Row] = {}
    for row in policy["identifier_rules.csv"]:
        rule, value = row["rule"], row["value"]
        if rule in PATTERNS and value:
            fault = pattern_fault(value)
            if fault:
                yield row.finding("value", f"'{value}' {fault}")
        if (rule == LOOK_BACK) != (row["identifier_type"] == "visitor_id"):
            yield row.finding(
                "rule",
                f"'{rule}' says nothing about {row['identifier_type']}",
                f"{LOOK_BACK} is the rule of visitor_id, and its only one",
            )
            continue
        if rule and (rule in SHARES) != (row["identifier_type"] == PROBABLE):
            hint = f"{', '.join(sorted(SHARES))} are rules of {PROBABLE}, the others of identifiers"
            yield row.finding("rule", f"'{rule}' is no rule of '{row['identifier_type']}'", hint)
            continue
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


def check_probable_rules(policy: Policy) -> Iterator[Finding]:
    """Check that probabilities are some, given once, and that a review begins below a link."""
    given: dict[str, Row] = {}
    for row in policy["identifier_rules.csv"]:
        rule, value = row["rule"], as_number(row["value"])
        if rule not in SHARES or row["identifier_type"] != PROBABLE:
            continue
        if value is None or not 0 <= value <= 1:
            yield row.finding("value", f"'{row['value']}' is not a number from 0 to 1")
            continue
        first = given.setdefault(rule, row)
        if first is not row:
            yield row.finding("rule", f"line {first.line} already gives {rule}")
    link, review = given.get("link_probability"), given.get("review_probability")
    if link and review:
        from_link, from_review = as_number(link["value"]), as_number(review["value"])
        if from_link is not None and from_review is not None and from_review > from_link:
            message = f"a review from {review['value']} on is never reached"
            hint = f"line {link.line} already links from {link['value']} on"
            yield review.finding("value", message, hint)
