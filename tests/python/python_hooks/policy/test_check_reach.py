"""Campaigns that nothing triggers, caps that nobody reaches, conditions that never hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Expect = Callable[..., None]


def line_of(policy, campaign_id: str) -> int:
    rows = policy.read("campaigns.csv")[1]
    return int([row["campaign_id"] for row in rows].index(campaign_id)) + 2


def test_a_file_of_thresholds_without_rows(policy) -> None:
    columns, _ = policy.read("trigger_rules.csv")
    policy.write("trigger_rules.csv", columns, [])
    assert [(str(finding), finding.severity) for finding in policy.check()] == [
        (
            "trigger_rules.csv:1: has no rows, so no trigger fires, so no campaign reaches anybody",
            "warning",
        )
    ]


@pytest.mark.parametrize(("status", "severity"), [("live", "error"), ("draft", "warning")])
def test_a_campaign_that_waits_for_a_journey(
    policy, expect: Expect, status: str, severity: str
) -> None:
    line = policy.change(
        "campaigns.csv",
        {"campaign_id": "win_back_hello"},
        trigger_name="journey:comeback:1",
        status=status,
    )
    step = policy.append(
        "journeys.csv",
        journey_id="comeback",
        step_number="1",
        campaign_id="win_back_hello",
        entry_trigger_name="win_back",
        when_blocked="wait",
    )
    says = "nothing can trigger it: journeys are not raised yet"
    expect("campaigns.csv", line, "trigger_name", says, severity=severity)
    expect("journeys.csv", step, "journey_id", "journeys are not raised yet", severity="warning")


WELCOME = {"trigger_name": "welcome", "parameter": "window_days"}
BROWSE = {"trigger_name": "abandoned_browse"}
CART = {"trigger_name": "abandoned_cart"}
WIN_BACK = {"trigger_name": "win_back"}


@pytest.mark.parametrize(
    ("where", "value", "says", "severity"),
    [
        pytest.param(WELCOME, "0", "never fires", "error", id="new for 0 days"),
        pytest.param(
            BROWSE | {"parameter": "window_days"}, "0", "never fires", "error", id="looks of 0 days"
        ),
        pytest.param(
            BROWSE | {"parameter": "view_count"}, "0", "always fires", "error", id="0 views"
        ),
        pytest.param(
            BROWSE | {"parameter": "dwell_minutes"}, "0", "always fires", "error", id="0 minutes"
        ),
        pytest.param(
            CART | {"parameter": "idle_minutes"},
            "4320",
            "never fires: a cart left for 4320 minutes is older than valid_days 3",
            "error",
            id="a cart that expires before it is left",
        ),
        pytest.param(
            CART | {"parameter": "idle_minutes"}, "0", "every cart", "warning", id="in use"
        ),
        pytest.param(
            WIN_BACK | {"parameter": "min_recency_days"}, "0", "everyone", "warning", id="not away"
        ),
        pytest.param(
            WIN_BACK | {"parameter": "valid_days"}, "0.4", "whole days", "error", id="part of a day"
        ),
        pytest.param(
            {"trigger_name": "back_in_stock", "parameter": "people_per_item"},
            "0",
            "nobody is told",
            "error",
            id="no people",
        ),
        pytest.param(
            {"trigger_name": "price_drop", "parameter": "min_share"},
            "0",
            "fires for every cent",
            "warning",
            id="no share",
        ),
        pytest.param(WELCOME, "99999999999", "is above 10000", "error", id="too many days"),
        pytest.param(
            CART | {"parameter": "idle_minutes"},
            "99999999999",
            "is above 14400000",
            "error",
            id="too many minutes",
        ),
        pytest.param(
            BROWSE | {"parameter": "view_count"},
            "99999999999999",
            "is above 1000000",
            "error",
            id="too many views",
        ),
    ],
)
def test_a_threshold_that_says_never_or_always(
    policy, expect: Expect, where: dict[str, str], value: str, says: str, severity: str
) -> None:
    line = policy.change("trigger_rules.csv", where, value=value)
    expect("trigger_rules.csv", line, "value", says, severity=severity)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"scope": "all"}, id="of everything"),
        pytest.param({"scope": "channel", "scope_value": "email"}, id="of a channel"),
        pytest.param({"scope": "group", "scope_value": "interests"}, id="of a group"),
    ],
)
@pytest.mark.parametrize(
    "window",
    [
        pytest.param({"window_type": "calendar_day"}, id="a day"),
        pytest.param({"window_type": "rolling_days", "window_days": "30"}, id="30 days"),
    ],
)
def test_a_cap_of_0_is_no_mistake(policy, cells: dict[str, str], window: dict[str, str]) -> None:
    stop = {"cap_id": "stop", "unit": "customer", "max_contacts": "0"}
    policy.append("contact_caps.csv", **stop, **cells, **window)
    findings = policy.check()
    assert {finding.severity for finding in findings} == {"warning"}
    policy.append("contact_caps.csv", **(stop | {"cap_id": "again"}), **cells, **window)
    assert {finding.severity for finding in policy.check()} == {"warning"}


@pytest.mark.parametrize(
    ("cap", "cells"),
    [
        pytest.param("one_a_day", {"max_contacts": "-1"}, id="below 0"),
        pytest.param("one_a_day", {"max_contacts": "one"}, id="no number"),
        pytest.param("four_in_seven_days", {"max_contacts": "-3"}, id="below 0 in a week"),
        pytest.param("four_in_seven_days", {"window_days": "0"}, id="a window of 0 days"),
        pytest.param("four_in_seven_days", {"unit": "person"}, id="an unknown unit"),
        pytest.param(
            "four_in_seven_days",
            {"max_contacts": "1", "profile_attribute": "rfm_segment", "profile_value": "losst"},
            id="an unknown segment",
        ),
    ],
)
def test_a_wrong_cap_is_one_mistake(policy, cap: str, cells: dict[str, str]) -> None:
    line = policy.change("contact_caps.csv", {"cap_id": cap}, **cells)
    assert [(f.line, f.severity) for f in policy.check()] == [(line, "error")]


def test_a_cap_of_a_topic_that_nobody_uses(policy, expect: Expect) -> None:
    policy.append("topics.csv", topic="weather", is_sensitive="false")
    line = policy.append(
        "contact_caps.csv",
        cap_id="weather",
        scope="topic",
        scope_value="weather",
        unit="customer",
        window_type="calendar_week",
        max_contacts="1",
    )
    says = "a cap nobody can reach: no campaign but drafts, and none of other tools, is of topic"
    expect("contact_caps.csv", line, "scope_value", says, severity="warning")
    policy.append(
        "outside_campaigns.csv",
        source_name="klaviyo",
        campaign_pattern="weather",
        topic="weather",
        counts_to_caps="true",
    )
    assert policy.check() == []


def test_a_cap_of_drafts_only(policy, expect: Expect) -> None:
    policy.change("campaigns.csv", {"campaign_id": "win_back_hello"}, status="draft")
    line = policy.append(
        "contact_caps.csv",
        cap_id="hello",
        scope="campaign",
        scope_value="win_back_hello",
        unit="customer",
        window_type="calendar_month",
        max_contacts="1",
    )
    says = "a cap nobody can reach"
    expect("contact_caps.csv", line, "scope_value", says, severity="warning")


def test_a_cap_of_a_channel_that_no_campaign_uses(policy, expect: Expect) -> None:
    columns, rows = policy.read("channels.csv")
    policy.write("channels.csv", columns, [*rows, rows[0] | {"channel": "fax"}])
    line = policy.append(
        "contact_caps.csv",
        cap_id="fax",
        scope="channel",
        scope_value="fax",
        unit="customer",
        window_type="calendar_week",
        max_contacts="1",
    )
    says = "holds nobody back: no campaign but drafts can fall into its scope"
    expect("contact_caps.csv", line, "scope_value", says, severity="warning")


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"subject": "category", "subject_value": "Vitamins"}, id="a category"),
        pytest.param({"attribute": "top_category", "value": "vitamins"}, id="a favourite one"),
        pytest.param(
            {"attribute": "top_category", "operator": "in", "value": "surf|Vitamins"},
            id="one of a list",
        ),
    ],
)
@pytest.mark.parametrize("category", ["vitamins", "Vitamins", " VITAMINS "])
def test_a_sensitive_category_however_it_is_written(
    policy, expect: Expect, cells: dict[str, str], category: str
) -> None:
    policy.change("topic_categories.csv", {"category": "vitamins"}, category=category)
    row = {
        "audience_rule_id": "champions",
        "any_of": "2",
        "subject": "customer",
        "attribute": "ordered_count" if "subject" in cells else "top_category",
        "operator": "=",
        "value": "1",
    } | cells
    line = policy.append("audience_rules.csv", **row)
    expect("audience_rules.csv", line, "reason", "itamins' belongs to sensitive topic 'health'")
    columns, rows = policy.read("audience_rules.csv")
    policy.write("audience_rules.csv", columns, [*rows[:-1], rows[-1] | {"reason": "asked for"}])
    assert not [finding for finding in policy.check() if finding.file == "audience_rules.csv"]


@pytest.mark.parametrize(
    ("attribute", "operator", "value"),
    [
        ("recency_days", "<", "0"),
        ("recency_days", "=", "-1"),
        ("monetary_score", ">=", "6"),
        ("monetary_score", ">", "5"),
        ("preferred_hour", "=", "25"),
        ("preferred_hour", "in", "8|24"),
        ("order_count", "=", "1.5"),
        ("churn_risk", ">", "1"),
        ("probability_alive", "<", "0"),
        ("country", "=", "Spain"),
        ("country", "in", "ES|XX"),
    ],
)
def test_a_value_that_nobody_has(
    policy, expect: Expect, attribute: str, operator: str, value: str
) -> None:
    line = policy.change(
        "audience_rules.csv",
        {"audience_rule_id": "bought_once"},
        attribute=attribute,
        operator=operator,
        value=value,
    )
    says = f"no country is called '{value[-2:] if operator == 'in' else value}'"
    says = says if attribute == "country" else f"never holds: {attribute} {operator} "
    expect("audience_rules.csv", line, "value", says, severity="warning")


@pytest.mark.parametrize(
    ("attribute", "operator", "value"),
    [
        ("recency_days", ">=", "0"),
        ("monetary_score", "<=", "1"),
        ("preferred_hour", "in", "0|23"),
        ("churn_risk", "in", "0.5|0.25"),
        ("order_count", "=", "1.0"),
        ("country", "in", "ES|pt"),
        ("net_amount", "<", "0"),
    ],
)
def test_a_value_that_somebody_has(policy, attribute: str, operator: str, value: str) -> None:
    policy.change(
        "audience_rules.csv",
        {"audience_rule_id": "bought_once"},
        attribute=attribute,
        operator=operator,
        value=value,
    )
    assert policy.check() == []


@pytest.mark.parametrize(
    ("attribute", "first", "second", "column"),
    [
        pytest.param("rfm_segment", "= lost", "!= Lost", "value", id="one and not that one"),
        pytest.param("rfm_segment", "!= lost", "= lost", "value", id="the other way round"),
        pytest.param("rfm_segment", "= lost", "not_in lost|loyal", "value", id="none of a list"),
        pytest.param("rfm_segment", "= lost", "in loyal|champions", "value", id="one of others"),
        pytest.param("rfm_segment", "in lost|loyal", "in champions", "value", id="two lists"),
        pytest.param("order_count", "= 1", "!= 1.0", "value", id="a number in two ways"),
        pytest.param("order_count", "in 1|2", "> 2", "value", id="a list and a range"),
        pytest.param("rfm_segment", "is_null", "= lost", "operator", id="unknown and known"),
        pytest.param("order_count", "> 2", "is_null", "operator", id="more and unknown"),
        pytest.param("order_count", "is_null", "is_not_null", "operator", id="both"),
    ],
)
def test_conditions_of_which_nothing_is_left(
    policy, expect: Expect, attribute: str, first: str, second: str, column: str
) -> None:
    for condition in (first, second):
        operator, _, value = condition.partition(" ")
        line = policy.append(
            "audience_rules.csv",
            audience_rule_id="nobody",
            any_of="1",
            subject="customer",
            attribute=attribute,
            operator=operator,
            value=value,
        )
    says = f"never holds together with line {line - 1}"
    expect("audience_rules.csv", line, column, says, severity="warning")
    assert len([f for f in policy.check() if f.file == "audience_rules.csv"]) == 1


def test_conditions_of_which_something_is_left(policy) -> None:
    for operator, value in (("in", "1|2|3"), ("not_in", "2"), (">", "2"), ("!=", "5")):
        policy.append(
            "audience_rules.csv",
            audience_rule_id="somebody",
            any_of="1",
            subject="customer",
            attribute="order_count",
            operator=operator,
            value=value,
        )
    assert policy.check() == []


@pytest.mark.parametrize("value", ["lost| loyal", "lost||loyal", "lost|"])
def test_a_list_with_spaces_in_it(policy, expect: Expect, value: str) -> None:
    line = policy.change("audience_rules.csv", {"audience_rule_id": "best_customers"}, value=value)
    expect("audience_rules.csv", line, "value", "spaces or nothing", "did you mean 'lost")
