"""One broken cell of the shipped policy, one finding at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CART = {"campaign_id": "cart_reminder"}
EMAIL = {"channel": "email"}

CASES = [
    # file, row, column, cell, what the finding says
    pytest.param(
        "campaigns.csv",
        CART,
        "trigger_name",
        "abandonned_cart",
        "unknown trigger 'abandonned_cart'; did you mean 'abandoned_cart'?",
        id="a trigger nobody makes",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "channels",
        "email|puhs",
        "unknown channel 'puhs'; did you mean 'push'?",
        id="an unknown channel in a list",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "channels",
        "email| push",
        "did you mean 'email|push'?",
        id="a space in a list",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "channels",
        "email|email",
        "'email' stands in the list twice",
        id="a channel twice",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "topic",
        "remindres",
        "unknown topic 'remindres'; did you mean 'reminders'?",
        id="an unknown topic",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "audience_rule_id",
        "valuable_customer",
        "unknown audience rule 'valuable_customer'; did you mean 'valuable_customers'?",
        id="an unknown audience rule",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "status",
        "lvie",
        "unknown status 'lvie'; did you mean 'live'?",
        id="an unknown status",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "purpose",
        "",
        "is empty and must not be",
        id="a required cell that is empty",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "obeys_caps",
        "",
        "is empty and must not be; true or false",
        id="a boolean that is empty",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "counts_to_caps",
        "yes",
        "'yes' is neither true nor false",
        id="a boolean in other words",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "obeys_exclusions",
        "1",
        "'1' is neither true nor false",
        id="a boolean as a number",
    ),
    pytest.param("campaigns.csv", CART, "priority", "101", "101 is above 100", id="priority"),
    pytest.param("campaigns.csv", CART, "priority", "-1", "-1 is below 0", id="a negative"),
    pytest.param(
        "campaigns.csv", CART, "priority", "8.5", "'8.5' is not a whole number", id="a fraction"
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "holdout_share",
        "10%",
        "'10%' is not a number; did you mean 0.1?",
        id="a percentage",
    ),
    pytest.param(
        "campaigns.csv", CART, "holdout_share", "1.5", "1.5 is above 1", id="a share above 1"
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "expected_value_amount",
        "1.234,56",
        "did you mean 1234.56?",
        id="a number with a decimal comma",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "starts_date",
        "2026-02-31",
        "'2026-02-31' is not a date",
        id="31 February",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "starts_date",
        "24/12/2026",
        "did you mean 2026-12-24?",
        id="a date as spreadsheets write it",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "starts_date",
        "03/04/2026",
        "write it like 2026-01-31",
        id="a date that could be two days",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "send_time",
        "25:00",
        "'25:00' is not a time; write asap, preferred, or hh:mm",
        id="25 o'clock",
    ),
    pytest.param(
        "channels.csv",
        EMAIL,
        "send_from",
        "8:00",
        "'8:00' is not a time; write hh:mm",
        id="a short hour",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "ttl_days",
        "0",
        "0 closes every trigger as soon as it opens, so it is never sent",
        id="a life of 0 days",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "cooldown_days",
        "99999999999",
        "99999999999 is above 10000",
        id="a cooldown longer than any calendar",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "expected_value_amount",
        "99999999999999",
        "is above 1000000000",
        id="an amount that no product holds",
    ),
    pytest.param(
        "campaign_exclusions.csv",
        {"exclusion_id": "one_win_back"},
        "window_days",
        "99999999999",
        "is above 10000",
        id="an exclusion for ever",
    ),
    pytest.param(
        "contact_caps.csv",
        {"cap_id": "four_in_seven_days"},
        "window_days",
        "99999999999",
        "is above 10000",
        id="a window longer than any calendar",
    ),
    pytest.param(
        "campaigns.csv", CART, "priority", "٣", "'٣' is not a number", id="digits of a script"
    ),
    pytest.param(
        "campaigns.csv", CART, "starts_date", "2026-03-0٣", "is not a date", id="a day in a script"
    ),
    pytest.param(
        "campaigns.csv", CART, "send_time", "0٣:30", "is not a time", id="an hour in a script"
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "campaign_name",
        "null",
        "'null' is loaded as an empty cell",
        id="a word that dbt reads as nothing",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "campaign_name",
        "a\x00b\x1b[31m",
        "'a\\x00b\\x1b[31m' has a character in it that nobody sees",
        id="a text that steers the terminal",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "campaign_group",
        "remin\u200bders",
        "'remin\\u200bders' has a character in it that nobody sees",
        id="a name with a space of no width",
    ),
    pytest.param(
        "channels.csv",
        EMAIL,
        "send_days",
        "mon|thurs",
        "unknown weekday 'thurs'; did you mean 'thu'?",
        id="an unknown day",
    ),
    pytest.param(
        "channels.csv",
        EMAIL,
        "contact_point_type",
        "e-mail",
        "did you mean 'email'?",
        id="an unknown contact point type",
    ),
    pytest.param(
        "campaign_contents.csv",
        {"campaign_id": "cart_reminder", "language": "en"},
        "message_template_id",
        "cart_remind",
        "unknown template 'cart_remind'; did you mean 'cart_reminder'?",
        id="an unknown template",
    ),
    pytest.param(
        "campaign_contents.csv",
        {"campaign_id": "cart_reminder", "language": "en"},
        "campaign_id",
        "card_reminder",
        "unknown campaign 'card_reminder'; did you mean 'cart_reminder'?",
        id="an unknown campaign",
    ),
    pytest.param(
        "campaign_contents.csv",
        {"campaign_id": "cart_reminder", "language": "en"},
        "language",
        "eng",
        "unknown language 'eng'; did you mean 'en'?",
        id="an unknown language",
    ),
    pytest.param(
        "campaign_contents.csv",
        {"campaign_id": "cart_reminder", "language": "en"},
        "recommendation",
        "same item",
        "did you mean 'same_item'?",
        id="a recommendation",
    ),
    pytest.param(
        "fx_rates.csv", {"currency": "EUR"}, "rate", "0", "0 is not above 0", id="a rate of 0"
    ),
    pytest.param(
        "intent_weights.csv",
        {"signal": "viewed"},
        "half_life_days",
        "0",
        "0 is not above 0",
        id="a half-life of 0",
    ),
    pytest.param(
        "intent_weights.csv",
        {"signal": "viewed"},
        "half_life_days",
        "0.00001",
        "0.00001 is below 0.0001",
        id="a half-life that is loaded as 0",
    ),
    pytest.param(
        "intent_weights.csv",
        {"signal": "viewed"},
        "weight",
        "-1",
        "-1 is below 0",
        id="a negative weight",
    ),
    pytest.param(
        "intent_weights.csv",
        {"signal": "viewed"},
        "weight",
        "1001",
        "1001 is above 1000",
        id="a weight that no sum holds",
    ),
    pytest.param(
        "fx_rates.csv",
        {"currency": "EUR"},
        "rate",
        "99999999999",
        "is above 10000000",
        id="a rate that no column holds",
    ),
    pytest.param(
        "intent_weights.csv",
        {"signal": "viewed"},
        "signal",
        "view",
        "did you mean 'viewed'?",
        id="an unknown signal",
    ),
    pytest.param(
        "outside_campaigns.csv",
        {"campaign_pattern": "(?i)mother"},
        "campaign_pattern",
        "(mother",
        "is not a regular expression",
        id="a pattern that does not compile",
    ),
    pytest.param(
        "outside_campaigns.csv",
        {"campaign_pattern": "(?i)mother"},
        "campaign_pattern",
        "(?=mother)",
        "which the engines do not have",
        id="a pattern of another dialect",
    ),
    pytest.param(
        "outside_campaigns.csv",
        {"campaign_pattern": "(?i)mother"},
        "campaign_pattern",
        r"\Amother",
        "write ^ or $",
        id="a pattern for the end of a text",
    ),
    pytest.param(
        "outside_campaigns.csv",
        {"campaign_pattern": "(?i)mother"},
        "campaign_pattern",
        ".*",
        "matches every value",
        id="a pattern for everything",
    ),
    pytest.param(
        "survivorship_rules.csv",
        {"field": "email"},
        "field",
        "mail",
        "unknown golden field 'mail'; did you mean 'email'?",
        id="an unknown golden field",
    ),
    pytest.param(
        "survivorship_rules.csv",
        {"field": "email"},
        "strategy",
        "most_trustd",
        "did you mean 'most_trusted'?",
        id="an unknown strategy",
    ),
    pytest.param(
        "household_rules.csv",
        {"shared": "phone"},
        "max_people",
        "1",
        "1 is below 2",
        id="a household of one",
    ),
    pytest.param(
        "household_rules.csv",
        {"shared": "phone"},
        "max_people",
        "",
        "one shared phone may be a call centre's",
        id="a household without a limit",
    ),
    pytest.param(
        "household_rules.csv",
        {"shared": "address"},
        "shared",
        "adress",
        "did you mean 'address'?",
        id="an unknown thing to share",
    ),
    pytest.param(
        "contact_caps.csv",
        {"cap_id": "one_a_day"},
        "max_contacts",
        "",
        "write 0 for none, or take the row out for no limit",
        id="an empty cap",
    ),
    pytest.param(
        "campaign_exclusions.csv",
        {"exclusion_id": "one_win_back"},
        "window_days",
        "",
        "write 0 for the rest of the same day",
        id="an empty window",
    ),
]

ODD = [
    pytest.param(
        "contact_caps.csv",
        {"cap_id": "sms_two_a_month"},
        "max_contacts",
        "0",
        "0 allows no contact at all; an unlimited cap is a cap that is not there",
        id="a cap of 0",
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "daily_capacity",
        "0",
        "0 sends none; for no limit leave the cell empty",
        id="a capacity of 0",
    ),
    pytest.param(
        "campaigns.csv", CART, "cooldown_days", "0", "0 is no cooldown", id="a cooldown of 0"
    ),
    pytest.param(
        "campaigns.csv",
        CART,
        "campaign_name",
        "=cmd|'/c calc'!A1",
        "begins with '='",
        id="a formula",
    ),
    pytest.param(
        "campaigns.csv", CART, "holdout_share", "1", "holds everyone out", id="everyone held out"
    ),
    pytest.param(
        "survivorship_rules.csv",
        {"field": "email"},
        "source_order",
        "crm|shopfy",
        "unknown source 'shopfy'; did you mean 'shopify'?",
        id="an unknown source",
    ),
    pytest.param(
        "topic_categories.csv",
        {"category": "vitamins"},
        "category",
        "vitamin",
        "unknown category 'vitamin'; did you mean 'vitamins'?",
        id="an unknown category",
    ),
    pytest.param(
        "campaigns.csv",
        {"campaign_id": "welcome_at_till"},
        "campaign_group",
        "remindres",
        "is the group of this campaign only; did you mean 'reminders'?",
        id="a group misspelt",
    ),
]


@pytest.mark.parametrize(("file", "where", "column", "cell", "says"), CASES)
def test_wrong(
    policy,
    expect: Callable[..., None],
    file: str,
    where: dict[str, str],
    column: str,
    cell: str,
    says: str,
) -> None:
    line = policy.change(file, where, **{column: cell})
    expect(file, line, column, says)


@pytest.mark.parametrize(("file", "where", "column", "cell", "says"), ODD)
def test_odd(
    policy,
    expect: Callable[..., None],
    file: str,
    where: dict[str, str],
    column: str,
    cell: str,
    says: str,
) -> None:
    line = policy.change(file, where, **{column: cell})
    expect(file, line, column, says, severity="warning")
