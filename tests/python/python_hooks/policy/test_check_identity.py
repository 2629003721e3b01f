"""What people decided about records, and the weights of comparisons."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from python_hooks.settings import PROJECT

Expect = Callable[..., None]
RECORDS = ("source_name", "source_record_id", "other_source_name", "other_source_record_id")


def judge(policy, one: str, other: str, verdict: str) -> int:
    cells = dict(zip(RECORDS, ("crm", one, "pos", other), strict=True))
    return policy.append("identity_verdicts.csv", **cells, verdict=verdict)


def test_verdicts_that_agree_are_sound(policy) -> None:
    judge(policy, "a", "b", "must-link")
    judge(policy, "c", "d", "cannot-link")
    judge(policy, "a", "d", "must-link")
    assert policy.check() == []


def test_a_chain_of_must_links_against_a_cannot_link(policy, expect: Expect) -> None:
    first = judge(policy, "a", "b", "must-link")
    judge(policy, "x", "y", "must-link")
    second = judge(policy, "c", "b", "must-link")
    third = judge(policy, "c", "d", "must-link")
    line = judge(policy, "a", "d", "cannot-link")
    says = f"the must-links on lines {first}, {second}, {third} together say"
    expect("identity_verdicts.csv", line, "verdict", says, "one person")


def test_a_must_link_against_a_cannot_link_written_the_other_way_round(
    policy, expect: Expect
) -> None:
    line = policy.append(
        "identity_verdicts.csv",
        **dict(zip(RECORDS, ("pos", "b", "crm", "a"), strict=True)),
        verdict="cannot-link",
    )
    other = judge(policy, "a", "b", "must-link")
    expect("identity_verdicts.csv", line, "verdict", f"the must-link on line {other} says")


def test_a_verdict_about_one_record(policy, expect: Expect) -> None:
    cells = dict(zip(RECORDS, ("crm", "a", "crm", "a"), strict=True))
    line = policy.append("identity_verdicts.csv", **cells, verdict="must-link")
    expect("identity_verdicts.csv", line, "other_source_record_id", "the record itself")


def test_a_verdict_about_a_source_that_is_not_there(policy, expect: Expect) -> None:
    cells = dict(zip(RECORDS, ("shopfy", "a", "crm", "b"), strict=True))
    line = policy.append("identity_verdicts.csv", **cells, verdict="mustlink")
    says = ("shopfy", "did you mean 'shopify'")
    expect("identity_verdicts.csv", line, "source_name", *says, severity="warning")
    expect("identity_verdicts.csv", line, "verdict", "did you mean 'must-link'")


@pytest.mark.parametrize(
    ("rule", "value", "column", "says"),
    [
        ("link_probability", "95", "value", "'95' is not a number from 0 to 1"),
        ("link_probability", "often", "value", "'often' is not a number from 0 to 1"),
        ("review_probability", "0.99", "value", "is never reached"),
        ("priority", "1", "rule", "'priority' is no rule of 'probable'"),
    ],
)
def test_a_wrong_rule_of_matches(
    policy, expect: Expect, rule: str, value: str, column: str, says: str
) -> None:
    policy.drop("identifier_rules.csv", identifier_type="probable", rule="review_probability")
    if rule == "link_probability":
        policy.drop("identifier_rules.csv", identifier_type="probable", rule=rule)
    line = policy.append("identifier_rules.csv", identifier_type="probable", rule=rule, value=value)
    expect("identifier_rules.csv", line, column, says)


def test_a_rule_of_matches_given_to_an_identifier(policy, expect: Expect) -> None:
    line = policy.append(
        "identifier_rules.csv", identifier_type="email", rule="link_probability", value="0.9"
    )
    expect("identifier_rules.csv", line, "rule", "'link_probability' is no rule of 'email'")


def test_weights_like_those_that_ship_are_sound(policy) -> None:
    columns, rows = shipped()
    policy.write("identity_weights.csv", columns, rows)
    assert policy.check() == []


def test_wrong_weights(policy, expect: Expect) -> None:
    columns, rows = shipped()
    rows[1]["u"] = "0"
    rows[2]["m"] = "1.5"
    rows[3]["level"] = "nere"
    rows[-1]["comparison"] = "fone"
    policy.write("identity_weights.csv", columns, rows)
    expect("identity_weights.csv", 3, "u", "above 0")
    expect("identity_weights.csv", 4, "m", "more than 1")
    expect("identity_weights.csv", 5, "level", "no level 'nere'", "did you mean 'near'")
    expect("identity_weights.csv", len(rows) + 1, "comparison", "unknown comparison 'fone'")
    expect("identity_weights.csv", 0, "level", "first_name near is missing", "train identity")


def test_weights_by_which_contradictions_mean_little(policy, expect: Expect) -> None:
    columns, rows = shipped()
    line = next(
        place
        for place, row in enumerate(rows, start=2)
        if (row["comparison"], row["level"]) == ("first_name", "other")
    )
    rows[line - 2]["m"] = "0.06"
    policy.write("identity_weights.csv", columns, rows)
    says = "names that contradict keep nobody apart"
    expect("identity_weights.csv", line, "m", says, severity="warning")


def shipped() -> tuple[list[str], list[dict[str, str]]]:
    path = PROJECT / "models/identity/parameters/identity_default_weights.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return list(reader.fieldnames or ()), list(reader)
