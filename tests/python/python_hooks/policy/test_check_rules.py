"""What only shows when rows and files are read together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from python_hooks.policy import names

Expect = Callable[..., None]


def test_the_shipped_policy_is_sound(policy) -> None:
    assert policy.check() == []


def test_a_finding_reads_like_a_compiler_message(policy) -> None:
    line = policy.change(
        "campaigns.csv", {"campaign_id": "welcome_message"}, trigger_name="wellcome"
    )
    assert (
        f"campaigns.csv:{line}:trigger_name: unknown trigger 'wellcome'; did you mean 'welcome'?"
        in [str(finding) for finding in policy.check()]
    )


def test_a_duplicated_campaign(policy, expect: Expect) -> None:
    _, rows = policy.read("campaigns.csv")
    line = policy.append("campaigns.csv", **rows[0])
    expect("campaigns.csv", line, "campaign_id", "duplicate", "first on line 2")


def test_a_campaign_that_ends_before_it_starts(policy, expect: Expect) -> None:
    line = policy.change(
        "campaigns.csv", {"campaign_id": "christmas_gift_guide"}, ends_date="2026-11-19"
    )
    expect("campaigns.csv", line, "ends_date", "before it starts")


def test_a_campaign_whose_trigger_has_no_thresholds(policy, expect: Expect) -> None:
    policy.drop("trigger_rules.csv", trigger_name="birthday")
    _, rows = policy.read("campaigns.csv")
    line = [row["campaign_id"] for row in rows].index("birthday_greeting") + 2
    expect("campaigns.csv", line, "trigger_name", "nothing can trigger it", "'birthday'")


def test_a_campaign_of_a_journey_that_is_not_there(policy, expect: Expect) -> None:
    line = policy.change(
        "campaigns.csv", {"campaign_id": "win_back_hello"}, trigger_name="journey:comeback:1"
    )
    expect("campaigns.csv", line, "trigger_name", "unknown trigger 'journey:comeback:1'")


def test_a_campaign_on_stopped_channels(policy, expect: Expect) -> None:
    policy.change("channels.csv", {"channel": "till"}, status="stopped")
    _, rows = policy.read("campaigns.csv")
    line = [row["campaign_id"] for row in rows].index("double_points_week") + 2
    expect("campaigns.csv", line, "channels", "every one of them is stopped", severity="warning")


def test_a_campaign_sent_when_all_is_quiet(policy, expect: Expect) -> None:
    line = policy.change("campaigns.csv", {"campaign_id": "vitamins_advice"}, send_time="21:30")
    expect("campaigns.csv", line, "send_time", "21:30 is too late")


def test_a_campaign_without_contents(policy, expect: Expect) -> None:
    policy.drop("campaign_contents.csv", campaign_id="cart_reminder")
    _, rows = policy.read("campaigns.csv")
    line = [row["campaign_id"] for row in rows].index("cart_reminder") + 2
    expect("campaigns.csv", line, "campaign_id", "says nothing")


def test_a_campaign_that_is_silent_in_one_language(policy, expect: Expect) -> None:
    policy.drop("campaign_contents.csv", campaign_id="cart_reminder", language="es")
    _, rows = policy.read("campaigns.csv")
    line = [row["campaign_id"] for row in rows].index("cart_reminder") + 2
    expect("campaigns.csv", line, "campaign_id", "says nothing in es", severity="warning")


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        pytest.param("offer_code", "SAVE10", "must not make an offer", id="an offer"),
        pytest.param("recommendation", "next_item", "must not recommend", id="a recommendation"),
    ],
)
def test_a_service_campaign_whose_content_promotes(
    policy, expect: Expect, column: str, cell: str, says: str
) -> None:
    where = {"campaign_id": "guarantee_note", "language": "es"}
    line = policy.change("campaign_contents.csv", where, **{column: cell})
    expect("campaign_contents.csv", line, column, "service campaign", says)


def test_a_service_campaign_that_is_a_broadcast(policy, expect: Expect) -> None:
    line = policy.change(
        "campaigns.csv", {"campaign_id": "privacy_notice"}, trigger_name="scheduled_broadcast"
    )
    expect("campaigns.csv", line, "trigger_name", "must not be a broadcast")


def test_a_content_after_one_for_everyone(policy, expect: Expect) -> None:
    line = policy.append(
        "campaign_contents.csv",
        campaign_id="cart_reminder",
        content_id="late",
        language="en",
        message_template_id="cart_reminder",
        audience_rule_id="champions",
    )
    expect("campaign_contents.csv", line, "content_id", "never chosen")


def test_a_content_without_text_in_its_language(policy, expect: Expect) -> None:
    policy.drop("message_templates.csv", message_template_id="cart_reminder", language="es")
    _, rows = policy.read("campaign_contents.csv")
    [line] = [
        i + 2
        for i, row in enumerate(rows)
        if (row["campaign_id"], row["language"]) == ("cart_reminder", "es")
    ]
    expect("campaign_contents.csv", line, "language", "has no text in 'es'; it has en")


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        pytest.param({"send_until": "07:00"}, "send_until", "before it opens", id="backwards"),
        pytest.param({"send_until": "08:00"}, "send_until", "is empty", id="empty"),
        pytest.param({"send_until": ""}, "send_until", "only one end", id="half"),
    ],
)
def test_an_impossible_sending_window(
    policy, expect: Expect, cells: dict[str, str], column: str, says: str
) -> None:
    line = policy.change("channels.csv", {"channel": "email"}, **cells)
    expect("channels.csv", line, column, says)


def test_no_open_channel(policy, expect: Expect) -> None:
    _, rows = policy.read("channels.csv")
    for row in rows:
        policy.change("channels.csv", {"channel": row["channel"]}, status="stopped")
    expect("channels.csv", 2, "status", "no channel is open", severity="warning")


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        pytest.param(
            {"blocking_value": "cart_remindr"},
            "blocking_value",
            "unknown campaign 'cart_remindr'; did you mean 'cart_reminder'?",
            id="unknown name",
        ),
        pytest.param({"blocked_value": ""}, "blocked_value", "name the campaign", id="no name"),
        pytest.param({"blocked_scope": "all"}, "blocked_value", "means nothing", id="all of one"),
        pytest.param(
            {"blocked_value": "cart_reminder"}, "blocked_value", "blocks itself", id="itself"
        ),
        pytest.param(
            {"blocked_scope": "group", "blocked_value": "interest"},
            "blocked_value",
            "unknown group 'interest'; did you mean 'interests'?",
            id="unknown group",
        ),
    ],
)
def test_a_wrong_exclusion(
    policy, expect: Expect, cells: dict[str, str], column: str, says: str
) -> None:
    line = policy.change("campaign_exclusions.csv", {"exclusion_id": "cart_before_browse"}, **cells)
    expect("campaign_exclusions.csv", line, column, says)


def test_an_exclusion_of_what_obeys_none(policy, expect: Expect) -> None:
    line = policy.change(
        "campaign_exclusions.csv",
        {"exclusion_id": "cart_before_browse"},
        blocked_scope="group",
        blocked_value="service",
    )
    expect("campaign_exclusions.csv", line, "blocked_value", "blocks nothing", severity="warning")


@pytest.mark.parametrize(
    ("cap", "cells", "column", "says"),
    [
        pytest.param(
            "email_three_in_seven_days",
            {"scope_value": "e-mail"},
            "scope_value",
            "unknown channel 'e-mail'; did you mean 'email'?",
            id="unknown channel",
        ),
        pytest.param("one_a_day", {"window_days": "1"}, "window_days", "means nothing", id="day"),
        pytest.param(
            "four_in_seven_days", {"window_days": ""}, "window_days", "needs its length", id="days"
        ),
        pytest.param(
            "email_three_in_seven_days",
            {"max_contacts": "4"},
            "max_contacts",
            "nobody can reach 4: cap 'four_in_seven_days'",
            id="as much as a wider one",
        ),
        pytest.param(
            "cart_reminder_three_a_month",
            {"window_days": "5", "max_contacts": "9"},
            "max_contacts",
            "nobody can reach 9",
            id="more than a wider one of more days",
        ),
        pytest.param(
            "lost_one_a_month",
            {"profile_attribute": "segment"},
            "profile_attribute",
            "not a text column of dim_customer_profiles",
            id="unknown attribute",
        ),
        pytest.param(
            "lost_one_a_month",
            {"profile_attribute": "age"},
            "profile_attribute",
            "not a text column",
            id="a number",
        ),
        pytest.param(
            "lost_one_a_month",
            {"profile_value": "losst"},
            "profile_value",
            "no rfm_segment is called 'losst'; did you mean 'lost'?",
            id="unknown value",
        ),
        pytest.param("lost_one_a_month", {"profile_value": ""}, "profile_value", "both", id="half"),
    ],
)
def test_a_wrong_cap(
    policy, expect: Expect, cap: str, cells: dict[str, str], column: str, says: str
) -> None:
    line = policy.change("contact_caps.csv", {"cap_id": cap}, **cells)
    expect("contact_caps.csv", line, column, says)


@pytest.mark.parametrize(
    ("cap", "cells", "column", "says"),
    [
        pytest.param(
            "four_in_seven_days",
            {"max_contacts": "8"},
            "max_contacts",
            "cannot reach 8: cap 'one_a_day'",
            id="more than one a day adds up to",
        ),
        pytest.param(
            "cart_reminder_three_a_month",
            {"window_days": "6"},
            "max_contacts",
            "its cooldown of 3 days allows 2",
            id="more than the cooldown allows",
        ),
        pytest.param(
            "interests_two_a_week",
            {"scope_value": "service"},
            "scope_value",
            "no campaign in its scope counts",
            id="nothing counts",
        ),
    ],
)
def test_an_idle_cap(
    policy, expect: Expect, cap: str, cells: dict[str, str], column: str, says: str
) -> None:
    line = policy.change("contact_caps.csv", {"cap_id": cap}, **cells)
    expect("contact_caps.csv", line, column, says, severity="warning")


def test_two_equal_caps_are_reported_once(policy) -> None:
    policy.append(
        "contact_caps.csv",
        cap_id="again",
        scope="all",
        unit="customer",
        window_type="rolling_days",
        window_days="7",
        max_contacts="4",
    )
    assert [(f.column, f.severity) for f in policy.check()] == [("max_contacts", "error")]


OVER_60 = {"audience_rule_id": "women_over_60_anti_ageing", "attribute": "age"}
BOUGHT_ONCE = {"audience_rule_id": "bought_once"}
SURGE = {"audience_rule_id": "running_shoes_interest", "attribute": "is_intent_surge"}
CHAMPIONS = {"audience_rule_id": "champions"}
SINCE = {"audience_rule_id": "electronics_buyers"}
VITAMINS = {"audience_rule_id": "vitamin_buyers"}


@pytest.mark.parametrize(
    ("where", "cells", "column", "says"),
    [
        pytest.param(OVER_60, {"reason": ""}, "reason", "'age' is sensitive", id="no reason"),
        pytest.param(VITAMINS, {"reason": ""}, "reason", "sensitive topic 'health'", id="health"),
        pytest.param(
            BOUGHT_ONCE,
            {"attribute": "orders_count"},
            "attribute",
            "rules may look at; did you mean 'order_count'?",
            id="a column that does not exist",
        ),
        pytest.param(
            BOUGHT_ONCE,
            {"attribute": "email"},
            "attribute",
            "is not an attribute",
            id="a column that is not on the list",
        ),
        pytest.param(
            BOUGHT_ONCE,
            {"attribute": "chat_count_90d"},
            "attribute",
            "it is one of subject category",
            id="a column of the other subject",
        ),
        pytest.param(BOUGHT_ONCE, {"value": "one"}, "value", "is not a number", id="a word"),
        pytest.param(BOUGHT_ONCE, {"value": "1,5"}, "value", "did you mean 1.5?", id="a comma"),
        pytest.param(BOUGHT_ONCE, {"value": ""}, "value", "'=' needs one", id="no value"),
        pytest.param(BOUGHT_ONCE, {"value": "1|2"}, "value", "use in or not_in", id="a list"),
        pytest.param(
            BOUGHT_ONCE, {"operator": "is_null"}, "value", "means nothing", id="a value too many"
        ),
        pytest.param(
            BOUGHT_ONCE, {"operator": "=="}, "operator", "unknown operator '=='", id="operator"
        ),
        pytest.param(
            CHAMPIONS, {"operator": ">"}, "operator", "does not work on a text", id="text order"
        ),
        pytest.param(
            SURGE, {"operator": ">="}, "operator", "does not work on a boolean", id="boolean order"
        ),
        pytest.param(SURGE, {"value": "yes"}, "value", "neither true nor false", id="yes"),
        pytest.param(
            SINCE, {"value": "last year"}, "value", "2026-01-31 or 180 days ago", id="not a date"
        ),
        pytest.param(
            CHAMPIONS,
            {"value": "champion"},
            "value",
            "no rfm_segment is called 'champion'; did you mean 'champions'?",
            id="a segment",
        ),
        pytest.param(
            CHAMPIONS, {"subject_value": "gifts"}, "subject_value", "means nothing", id="subject"
        ),
        pytest.param(
            SURGE, {"subject_value": ""}, "subject_value", "name the category", id="no category"
        ),
        pytest.param(
            {"audience_rule_id": "women_over_60_anti_ageing", "operator": ">="},
            {"value": "100 days ago"},
            "value",
            "never holds together",
            id="an empty span",
        ),
    ],
)
def test_a_wrong_audience_rule(
    policy, expect: Expect, where: dict[str, str], cells: dict[str, str], column: str, says: str
) -> None:
    line = policy.change("audience_rules.csv", where, **cells)
    expect("audience_rules.csv", line, column, says)


def test_conditions_that_contradict_each_other(policy, expect: Expect) -> None:
    line = policy.append(
        "audience_rules.csv",
        audience_rule_id="champions",
        any_of="1",
        subject="customer",
        attribute="rfm_segment",
        operator="=",
        value="lost",
    )
    expect("audience_rules.csv", line, "value", "never holds", "another any_of number for OR")


@pytest.mark.parametrize(
    ("where", "cells", "column", "says"),
    [
        pytest.param(
            {"trigger_name": "win_back", "parameter": "max_recency_days"},
            {"value": "100"},
            "value",
            "not above min_recency_days",
            id="an empty span",
        ),
        pytest.param(
            {"parameter": "idle_minutes"}, {"unit": "hours"}, "unit", "counts minutes", id="unit"
        ),
        pytest.param(
            {"parameter": "idle_minutes"},
            {"parameter": "idle_minute"},
            "parameter",
            "did you mean 'idle_minutes'?",
            id="a parameter that does not exist",
        ),
        pytest.param(
            {"parameter": "idle_minutes"}, {"value": ""}, "value", "is empty", id="no value"
        ),
        pytest.param(
            {"trigger_name": "scheduled_broadcast"},
            {"value": "0"},
            "value",
            "as soon as it opens",
            id="0",
        ),
        pytest.param(
            {"parameter": "min_share"}, {"value": "10"}, "value", "is above 1", id="per cent"
        ),
        pytest.param(
            {"parameter": "min_risk"}, {"value": "1.01"}, "value", "is above 1", id="a sure thing"
        ),
        pytest.param(
            {"trigger_name": "anniversary", "parameter": "lead_days"},
            {"value": "0.5"},
            "value",
            "counts whole days",
            id="half a day of the calendar",
        ),
        pytest.param(
            {"parameter": "idle_minutes"},
            {"trigger_name": "abandoned_card"},
            "trigger_name",
            "did you mean 'abandoned_cart'?",
            id="a trigger that does not exist",
        ),
    ],
)
def test_a_wrong_threshold(
    policy, expect: Expect, where: dict[str, str], cells: dict[str, str], column: str, says: str
) -> None:
    line = policy.change("trigger_rules.csv", where, **cells)
    expect("trigger_rules.csv", line, column, says)


def test_a_trigger_of_ones_own_is_known_by_its_entry(
    policy, expect: Expect, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = policy.append(
        "trigger_rules.csv", trigger_name="shop_opening", parameter="valid_days", value="9"
    )
    campaign = policy.change(
        "campaigns.csv", {"campaign_id": "welcome_message"}, trigger_name="shop_opening"
    )
    expect("trigger_rules.csv", line, "trigger_name", "unknown trigger 'shop_opening'")
    expect("campaigns.csv", campaign, "trigger_name", "unknown trigger 'shop_opening'")

    entry = {"sources": {}, "custom_triggers": {"shop_opening": "int_shop_opening_triggers"}}
    monkeypatch.setattr(names, "read_project_vars", lambda project: entry)
    names.custom_triggers.cache_clear()
    try:
        found = [str(finding) for finding in policy.check() if "shop_opening" in str(finding)]
    finally:
        names.custom_triggers.cache_clear()
    [sentence] = found
    assert "trigger 'shop_opening' has no sentence in en, es" in sentence


def test_a_trigger_that_lacks_a_threshold(policy, expect: Expect) -> None:
    policy.drop("trigger_rules.csv", trigger_name="welcome", parameter="valid_days")
    expect("trigger_rules.csv", 2, "parameter", "'welcome' never fires: it also needs valid_days")


@pytest.mark.parametrize(
    ("where", "cells", "column", "says"),
    [
        pytest.param({"score": "4"}, {"minimum": "40"}, "minimum", "has no score", id="gap"),
        pytest.param({"score": "4"}, {"minimum": "20"}, "minimum", "overlaps", id="overlap"),
        pytest.param({"score": "4"}, {"maximum": "30"}, "maximum", "band is empty", id="empty"),
        pytest.param({"score": "1"}, {"maximum": "900"}, "maximum", "900 or more", id="no top"),
        pytest.param({"score": "5"}, {"minimum": "1"}, "minimum", "below 1 has", id="no bottom"),
    ],
)
def test_wrong_rfm_bands(
    policy, expect: Expect, where: dict[str, str], cells: dict[str, str], column: str, says: str
) -> None:
    line = policy.change("rfm_bands.csv", {"measure": "recency_days"} | where, **cells)
    expect("rfm_bands.csv", line, column, says)


def test_rfm_scores_the_wrong_way_round(policy, expect: Expect) -> None:
    for score in ("1", "2", "3", "4", "5"):
        where = {"measure": "order_count", "score": score}
        policy.change("rfm_bands.csv", where, score=f"-{score}")
    for score in ("1", "2", "3", "4", "5"):
        where = {"measure": "order_count", "score": f"-{score}"}
        policy.change("rfm_bands.csv", where, score=str(6 - int(score)))
    expect("rfm_bands.csv", 7, "score", "a larger order_count must give the better score")


def test_segments_that_leave_scores_out(policy, expect: Expect) -> None:
    policy.drop("rfm_segments.csv", rfm_segment="hibernating")
    expect("rfm_segments.csv", 11, "position", "10 of 125", "recency 2, frequency 1, monetary 1")


def test_a_segment_that_nobody_reaches(policy, expect: Expect) -> None:
    line = policy.append(
        "rfm_segments.csv",
        position="99",
        rfm_segment="nobody",
        recency_min="1",
        recency_max="5",
        frequency_min="1",
        frequency_max="5",
        monetary_min="1",
        monetary_max="5",
    )
    expect("rfm_segments.csv", line, "position", "nobody gets here")


def test_classes_that_leave_customers_out(policy, expect: Expect) -> None:
    policy.drop("lifecycle_rules.csv", class_type="recency_class", class_name="lost")
    line = [r["class_type"] for r in policy.read("lifecycle_rules.csv")[1]].index("lifecycle_stage")
    says = "days_since_interaction 365 has no recency_class"
    expect("lifecycle_rules.csv", line + 1, "position", says, severity="warning")


def test_two_classes_in_one_position(policy, expect: Expect) -> None:
    where = {"class_type": "frequency_class", "position": "2", "attribute": "tenure_days"}
    line = policy.change("lifecycle_rules.csv", where, class_name="royal")
    expect("lifecycle_rules.csv", line, "class_name", "give it a position of its own")


BROWSE = {"message_template_id": "browse_reminder", "language": "en"}
SENTENCE = {"message_template_id": "because_abandoned_browse", "language": "en"}


@pytest.mark.parametrize(
    ("where", "cells", "column", "says", "severity"),
    [
        pytest.param(
            BROWSE, {"body": "Hello {first_name|there"}, "body", "not closed", "error", id="open"
        ),
        pytest.param(
            BROWSE,
            {"body": "Hello {first name|there}"},
            "body",
            "unknown merge field 'first name'; did you mean 'first_name'?",
            "error",
            id="unknown",
        ),
        pytest.param(
            BROWSE,
            {"subject": "Hello {first_name}"},
            "subject",
            "where the first_name is not known",
            "warning",
            id="no fallback",
        ),
        pytest.param(
            SENTENCE,
            {"body": "Because you looked 3 times"},
            "body",
            "names a number",
            "error",
            id="a sentence that counts",
        ),
        pytest.param(SENTENCE, {"trigger_name": ""}, "trigger_name", "empty", "error", id="none"),
        pytest.param(
            BROWSE, {"trigger_name": "welcome"}, "trigger_name", "means nothing", "error", id="msg"
        ),
    ],
)
def test_a_wrong_text(
    policy,
    expect: Expect,
    where: dict[str, str],
    cells: dict[str, str],
    column: str,
    says: str,
    severity: str,
) -> None:
    line = policy.change("message_templates.csv", where, **cells)
    expect("message_templates.csv", line, column, says, severity=severity)


def test_a_trigger_without_sentence(policy, expect: Expect) -> None:
    policy.drop("message_templates.csv", trigger_name="welcome", language="es")
    says = "'welcome' has no sentence in es"
    expect("campaigns.csv", 2, "trigger_name", says, severity="warning")


@pytest.mark.parametrize(
    ("where", "cells", "column", "says"),
    [
        pytest.param(
            {"identifier_type": "email", "rule": "priority"},
            {"value": "1"},
            "value",
            "'customer_number' on line 2 has priority 1 too",
            id="the same priority",
        ),
        pytest.param(
            {"identifier_type": "email", "rule": "max_values_per_person"},
            {"value": "0"},
            "value",
            "for no limit leave the row out",
            id="a limit of 0",
        ),
        pytest.param(
            {"identifier_type": "phone", "value": "0{7}$"},
            {"value": "[0-"},
            "value",
            "is not a regular expression",
            id="a pattern",
        ),
        pytest.param(
            {"identifier_type": "visitor_id"},
            {"value": "a month"},
            "value",
            "'a month' is not a whole number from 0 to 10000; for none leave the row out",
            id="a window in words",
        ),
        pytest.param(
            {"identifier_type": "visitor_id"},
            {"value": "-1"},
            "value",
            "is not a whole number from 0",
            id="a window before the log-in",
        ),
        pytest.param(
            {"identifier_type": "visitor_id"},
            {"identifier_type": "email"},
            "rule",
            "'look_back_days' says nothing about email",
            id="a window of something else",
        ),
        pytest.param(
            {"identifier_type": "email", "rule": "priority"},
            {"identifier_type": "visitor_id"},
            "rule",
            "look_back_days is the rule of visitor_id, and its only one",
            id="a visitor that links records",
        ),
    ],
)
def test_a_wrong_identifier_rule(
    policy, expect: Expect, where: dict[str, str], cells: dict[str, str], column: str, says: str
) -> None:
    line = policy.change("identifier_rules.csv", where, **cells)
    expect("identifier_rules.csv", line, column, says)


def test_journeys_lead_from_step_to_step(policy, expect: Expect) -> None:
    policy.change(
        "campaigns.csv", {"campaign_id": "win_back_hello"}, trigger_name="journey:comeback:2"
    )
    line = policy.append(
        "journeys.csv",
        journey_id="comeback",
        step_number="2",
        campaign_id="win_back_hello",
        when_blocked="wait",
    )
    expect("journeys.csv", line, "step_number", "there is no step 1")
    line = policy.append(
        "journeys.csv",
        journey_id="comeback",
        step_number="1",
        campaign_id="win_back_offer",
        when_blocked="wait",
    )
    expect("journeys.csv", line, "entry_trigger_name", "nobody ever starts")
    expect("journeys.csv", line, "campaign_id", "set its trigger_name to journey:comeback:1")
