"""Each condition of a candidate where it fails, and the sentence it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from python_hooks.explain.campaign import Campaign
from python_hooks.explain.facts import CustomerFacts, OpenTrigger, TriggerAsk
from python_hooks.explain.records import Candidate, ChannelAnswer, Day, Person, RuleRow
from python_hooks.explain.why_not import explain_campaign

TODAY = date(2026, 7, 1)
DAY = Day(TODAY, datetime(2026, 7, 1, 6), "v1", TODAY, "v1")
YESTERDAY = replace(DAY, decision_date=date(2026, 6, 30))
CAMPAIGN = Campaign("hello", "Hello", "live", "welcome", "best", None, None, 7, "email|push|pigeon")
TRIGGER = OpenTrigger(
    "hello", "seen", datetime(2026, 6, 28), datetime(2026, 7, 12), False, datetime(2026, 7, 5), None
)
HELD = RuleRow(1, "customer", None, "order_count", ">=", "3", "5", True)
FACTS = CustomerFacts(
    person=Person("ana", "Europe/Madrid", True, False),
    addresses={"email": 1, "push": 0, "sms": 2},
    triggers=(TRIGGER, replace(TRIGGER, campaign_id="other", used_date=TODAY)),
    asks={"welcome": TriggerAsk("seen lately", "first seen on 2026-06-28", False, True)},
    rule_rows={"best": (HELD,)},
)
ROW = Candidate(
    "d1", "hello", "Hello", "email", 1, None, Decimal(5), Decimal(1), "t1",
    "rejected", "capped", "cap", "one_a_day", None, "Not sent: the contact cap is full.",
)  # fmt: skip


def no_trigger(requirement: str, value: str | None, refused: bool, met: bool) -> CustomerFacts:
    asks = {"welcome": TriggerAsk(requirement, value, refused, met)}
    return replace(FACTS, triggers=(), asks=asks)


def with_rows(*rows: RuleRow) -> CustomerFacts:
    return replace(FACTS, rule_rows={"best": rows})


@pytest.mark.parametrize(
    "campaign, facts, failing, because",
    [
        pytest.param(
            replace(CAMPAIGN, status="draft"),
            FACTS,
            "status",
            "the campaign is a draft",
            id="draft",
        ),
        pytest.param(
            replace(CAMPAIGN, starts_date=date(2026, 7, 2)),
            FACTS,
            "dates",
            "the campaign starts on 2026-07-02",
            id="not begun",
        ),
        pytest.param(
            replace(CAMPAIGN, starts_date=date(2026, 6, 1), ends_date=date(2026, 6, 30)),
            FACTS,
            "dates",
            "the campaign ended on 2026-06-30",
            id="over",
        ),
        pytest.param(
            CAMPAIGN,
            no_trigger("seen lately", "first seen on 2020-01-01", False, False),
            "trigger",
            "no trigger 'welcome' is open: it asks for seen lately,"
            " and there is: first seen on 2020-01-01",
            id="the reason is gone",
        ),
        pytest.param(
            CAMPAIGN,
            no_trigger("a birthday", None, False, False),
            "trigger",
            "no trigger 'welcome' is open: it asks for a birthday,"
            " and there is: nothing is known of that",
            id="a value nobody knows",
        ),
        pytest.param(
            CAMPAIGN,
            no_trigger("seen lately", "first seen on 2026-06-28", True, True),
            "trigger",
            "no trigger 'welcome' is open: who refuses profiling gets none",
            id="profiling refused",
        ),
        pytest.param(
            CAMPAIGN,
            no_trigger("seen lately", "first seen on 2026-06-28", False, True),
            "trigger",
            "no trigger 'welcome' is open: there is what it asks for (first seen on 2026-06-28),"
            " but what it is about was bought or brought back since, or is not wanted",
            id="met, and not wanted",
        ),
        pytest.param(
            replace(CAMPAIGN, trigger_name="journey:a:1"),
            replace(FACTS, triggers=()),
            "trigger",
            "no trigger 'journey:a:1' is open; what raises it is not told here",
            id="a trigger of another house",
        ),
        pytest.param(
            CAMPAIGN,
            replace(FACTS, triggers=(replace(TRIGGER, used_date=date(2026, 6, 29)),)),
            "trigger unused",
            "its trigger was used by the campaign's contact of 2026-06-29",
            id="used",
        ),
        pytest.param(
            CAMPAIGN,
            replace(FACTS, triggers=(replace(TRIGGER, is_ttl_over=True),)),
            "trigger lasting",
            "its trigger arose 2026-06-28 00:00 UTC, and the campaign's ttl_days give it 7 days",
            id="too old for the campaign",
        ),
        pytest.param(
            CAMPAIGN,
            with_rows(HELD, replace(HELD, attribute="age", customer_value="31", holds=False)),
            "audience",
            "audience rule 'best' asks for age >= 3 (the customer's value is 31)",
            id="one row does not hold",
        ),
        pytest.param(
            CAMPAIGN,
            with_rows(replace(HELD, operator="not_in", customer_value=None, holds=False)),
            "audience",
            "audience rule 'best' asks for order_count not in 3 (the customer's value is unknown)",
            id="unknown is not a yes",
        ),
        pytest.param(
            CAMPAIGN,
            with_rows(
                replace(HELD, holds=False),
                RuleRow(2, "category", "surf", "ordered_count", ">", "0", "0", False),
            ),
            "audience",
            "no alternative of audience rule 'best' holds: it asks for order_count >= 3"
            " (the customer's value is 5), or for ordered_count > 0 of surf"
            " (the customer's value is 0)",
            id="no alternative holds",
        ),
        pytest.param(
            CAMPAIGN,
            replace(
                with_rows(replace(HELD, customer_value=None, holds=False)),
                person=replace(FACTS.person, is_profiled=False),
            ),
            "audience",
            "audience rule 'best' asks for order_count >= 3"
            " (the customer's value is unknown, for profiling was refused)",
            id="a rule about who refused profiling",
        ),
        pytest.param(
            replace(CAMPAIGN, audience_rule_id="gone"),
            FACTS,
            "audience",
            "audience rule 'gone' has no rows",
            id="a rule without rows",
        ),
        pytest.param(
            replace(CAMPAIGN, channel_list="pigeon|smoke"),
            FACTS,
            "channels",
            "the campaign names no channel that channels.csv knows",
            id="unknown channels",
        ),
    ],
)
def test_the_first_condition_that_fails_makes_the_sentence(
    campaign: Campaign, facts: CustomerFacts, failing: str, because: str
) -> None:
    why = explain_campaign(DAY, campaign, facts, ())

    assert [c.name for c in why.conditions if c.holds is False] == [failing]
    assert why.sentence == (
        f"The customer is no candidate for hello on 2026-07-01 because {because}."
    )
    assert not why.is_candidate


def test_where_all_hold_the_rows_are_told() -> None:
    rows = (ROW, replace(ROW, channel="push", outcome="selected", reason="selected"))

    why = explain_campaign(DAY, CAMPAIGN, FACTS, rows)

    assert why.is_candidate and all(condition.holds for condition in why.conditions)
    assert why.sentence == (
        "The customer was a candidate for hello on 2026-07-01:"
        " email (rejected: capped), push (selected)."
    )
    assert why.channels == (
        ChannelAnswer("email", True, True, 1, "rejected: capped"),
        ChannelAnswer("push", True, True, 0, "selected"),
        ChannelAnswer("pigeon", True, False, 0, None),
        ChannelAnswer("sms", False, True, 2, None),
    )


def test_one_alternative_and_one_usable_trigger_are_enough() -> None:
    facts = replace(
        FACTS,
        triggers=(
            replace(TRIGGER, used_date=date(2026, 6, 29)),
            replace(TRIGGER, is_ttl_over=True),
            TRIGGER,
        ),
        rule_rows={"best": (replace(HELD, holds=False), replace(HELD, any_of=2))},
    )

    why = explain_campaign(DAY, CAMPAIGN, facts, (ROW,))

    assert all(condition.holds for condition in why.conditions)


def test_what_was_published_and_would_not_arise_again_is_told_as_kept() -> None:
    kept = replace(ROW, rank_score=None, outcome="selected", reason="already_published")

    why = explain_campaign(DAY, replace(CAMPAIGN, status="draft"), FACTS, (kept,))

    assert not why.is_candidate
    assert why.sentence == (
        "hello is kept on 2026-07-01, for it was published: email (selected: already_published);"
        " it would not arise now because the campaign is a draft."
    )


def test_of_an_older_day_nothing_is_guessed() -> None:
    why = explain_campaign(YESTERDAY, CAMPAIGN, FACTS, ())

    assert {c.name: c.holds for c in why.conditions} == {
        "status": True, "dates": True, "trigger": None, "audience": None, "channels": True,
    }  # fmt: skip
    assert why.rule_rows == ()
    assert why.sentence == (
        "The customer was no candidate for hello on 2026-06-30; why is not kept, for profiles and"
        " triggers in the tables are those of 2026-07-01."
    )


def test_of_an_older_day_a_policy_that_is_still_in_force_is_told() -> None:
    ended = replace(CAMPAIGN, ends_date=date(2026, 6, 29))

    same = explain_campaign(YESTERDAY, ended, FACTS, ())
    other = explain_campaign(replace(YESTERDAY, policy_version="v0"), ended, FACTS, ())

    assert same.sentence.endswith("on 2026-06-30 because the campaign ended on 2026-06-29.")
    assert {condition.holds for condition in other.conditions} == {None}
    assert "why is not kept" in other.sentence


def test_a_campaign_that_left_the_policy_is_told_by_its_rows() -> None:
    gone = Campaign("hello", None)

    why = explain_campaign(DAY, gone, FACTS, (replace(ROW, rank_score=None),))

    assert "because the policy has it no more" in why.sentence
