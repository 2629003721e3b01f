"""Windows, scopes and whose a contact is, at their edges, on a ledger written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import duckdb
import pytest

from python_hooks.explain.ledger import read_caps, read_contacts
from python_hooks.explain.records import Day, Person

# A Thursday; its ISO week began on Monday 29 June, its month yesterday.
TODAY = date(2026, 7, 2)
DAY = Day(TODAY, datetime(2026, 7, 2, 6), "v1", TODAY, "v1")
ANA = Person("ana", None, True, False)

TABLES = """
    create schema arbitration; create schema policy; create schema activity;
    create table policy.channels as
        select * from (values ('email', 'email'), ('sms', 'phone'), ('push', 'push_token'))
            as t (channel, contact_point_type);
    create table policy.campaigns as
        select * from (values ('news', true), ('note', false)) as t (campaign_id, counts_to_caps);
    create table policy.campaign_exclusions as select 2 as window_days;
    create table policy.contact_caps as
        select * from (values
            ('week', 'rolling_days', 7), ('day', 'calendar_day', null),
            ('iso_week', 'calendar_week', null), ('month', 'calendar_month', null),
            ('address', 'rolling_days', 7), ('sms', 'rolling_days', 7),
            ('gifts', 'rolling_days', 7), ('loyalty', 'rolling_days', 7),
            ('news', 'rolling_days', 7), ('lost', 'rolling_days', 7)
        ) as t (cap_id, window_type, window_days);
    create table arbitration.int_caps_in_force as
        select *, is_customer_wish or profile_attribute is not null as is_personal
        from (values
            (1, 'week', 'all', null, 'customer', 4, null, null, false),
            (2, 'day', 'all', null, 'customer', 1, null, null, false),
            (3, 'iso_week', 'all', null, 'customer', 4, null, null, false),
            (4, 'month', 'all', null, 'customer', 4, null, null, false),
            (5, 'address', 'all', null, 'contact_point', 5, null, null, false),
            (6, 'sms', 'channel', 'sms', 'customer', 5, null, null, false),
            (7, 'gifts', 'topic', 'gifts', 'customer', 5, null, null, false),
            (8, 'loyalty', 'group', 'loyalty', 'customer', 5, null, null, false),
            (9, 'news', 'campaign', 'news', 'customer', 5, null, null, false),
            (10, 'lost', 'all', null, 'customer', 1, 'rfm_segment', 'lost', false),
            (11, 'customer_preference', 'all', null, 'customer', null, null, null, true)
        ) as t (
            cap_key, cap_id, scope, scope_value, unit, max_contacts, profile_attribute,
            profile_value, is_customer_wish
        );
    create table arbitration.int_customers_numbered as
        select * from (values (1, 'ana'), (2, 'bob')) as t (customer_key, customer_id);
    create table arbitration.int_caps_of_customers as
        select * from (values (11, 1, 2), (10, 2, 1)) as t (cap_key, customer_key, max_contacts);
    create table arbitration.int_contact_points_chosen as
        select * from (values ('ana', 'email', 'home@example.com'), ('ana', 'phone', null))
            as t (customer_id, contact_point_type, contact_point);
    create table arbitration.fct_campaign_decisions (
        decision_id text, decision_date date, customer_id text, campaign_id text, channel text,
        topic text, campaign_group text, contact_point text, reason text
    );
    create table activity.fct_contact_ledger (
        contact_id text, contact_date date, customer_id text, campaign_id text, channel text,
        topic text default 'advice', campaign_group text default 'none',
        contact_point_type text default 'email',
        contact_point text default 'home@example.com', decision_id text,
        status text default 'delivered', counts_to_caps boolean default true
    )
"""


@pytest.fixture
def ledger() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        yield connection


def contact(connection: duckdb.DuckDBPyConnection, day: str, **values: object) -> None:
    row = {
        "contact_id": f"{day} {sorted(values.items(), key=str)}",
        "contact_date": day,
        "customer_id": "ana",
        "campaign_id": "other",
        "channel": "email",
    } | values
    places = ", ".join("?" for _ in row)
    connection.execute(
        f"insert into activity.fct_contact_ledger ({', '.join(row)}) values ({places})",
        list(row.values()),
    )


def decision(connection: duckdb.DuckDBPyConnection, **values: object) -> None:
    row = {
        "decision_id": f"d {sorted(values.items(), key=str)}",
        "decision_date": TODAY,
        "customer_id": "ana",
        "campaign_id": "news",
        "channel": "email",
        "topic": "advice",
        "campaign_group": "none",
        "contact_point": "home@example.com",
        "reason": "selected",
    } | values
    connection.execute(
        f"insert into arbitration.fct_campaign_decisions ({', '.join(row)})"
        f" values ({', '.join('?' for _ in row)})",
        list(row.values()),
    )


def counts(connection: duckdb.DuckDBPyConnection, day: Day = DAY) -> dict[str, tuple[int, int]]:
    """(before, after) of every cap with a count."""
    return {
        cap.cap_id: (cap.count_before, cap.count_after)
        for cap in read_caps(connection, ANA, day)
        if cap.count_after
    }


ALL = {"week", "day", "iso_week", "month", "address", "customer_preference"}


@pytest.mark.parametrize(
    "day, windows",
    [
        pytest.param("2026-07-02", ALL, id="today"),
        pytest.param("2026-07-01", ALL - {"day"}, id="the first of the month"),
        pytest.param("2026-06-30", ALL - {"day", "month"}, id="the last of the month before"),
        pytest.param("2026-06-29", ALL - {"day", "month"}, id="the Monday"),
        pytest.param("2026-06-28", ALL - {"day", "month", "iso_week"}, id="the Sunday"),
        pytest.param("2026-06-26", ALL - {"day", "month", "iso_week"}, id="the first of 7 days"),
        pytest.param("2026-06-25", set(), id="the day before the 7"),
        pytest.param("2026-07-03", set(), id="tomorrow"),
    ],
)
def test_a_window_ends_with_the_day_and_includes_it(
    ledger: duckdb.DuckDBPyConnection, day: str, windows: set[str]
) -> None:
    contact(ledger, day)

    assert counts(ledger) == dict.fromkeys(windows, (1, 1))
    assert [set(c.caps) for c in read_contacts(ledger, ANA, DAY)] == ([windows] if windows else [])


def test_the_windows_are_those_of_the_day_that_is_asked_about(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    older = Day(date(2026, 6, 30), None, "v1", TODAY, "v1")
    contact(ledger, "2026-06-24")
    contact(ledger, "2026-07-01")

    told = {cap.cap_id: cap for cap in read_caps(ledger, ANA, older)}

    assert {cap.window_end for cap in told.values()} == {date(2026, 6, 30)}
    assert told["week"].window_start == date(2026, 6, 24)
    assert told["iso_week"].window_start == date(2026, 6, 29)
    assert told["month"].window_start == date(2026, 6, 1)
    assert told["customer_preference"].window_start == date(2026, 6, 24)
    assert told["week"].count_before == told["month"].count_before == 1
    assert told["iso_week"].count_before == 0


@pytest.mark.parametrize(
    "values, cap_id",
    [
        pytest.param({"channel": "sms"}, "sms", id="its channel"),
        pytest.param({"topic": "gifts"}, "gifts", id="its topic"),
        pytest.param({"campaign_group": "loyalty"}, "loyalty", id="its group"),
        pytest.param({"campaign_id": "news"}, "news", id="its campaign"),
    ],
)
def test_a_contact_counts_where_its_scope_is(
    ledger: duckdb.DuckDBPyConnection, values: dict[str, object], cap_id: str
) -> None:
    contact(ledger, "2026-07-02", **values)

    assert set(counts(ledger)) - ALL == {cap_id}


def test_what_was_not_sent_or_does_not_count_is_shown_and_not_counted(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    contact(ledger, "2026-07-02", status="not_sent")
    contact(ledger, "2026-07-01", counts_to_caps=False)

    told = read_contacts(ledger, ANA, DAY)

    assert counts(ledger) == {}
    assert [(c.status, c.counts, c.caps) for c in told] == [
        ("not_sent", False, ()),
        ("delivered", False, ()),
    ]


def test_another_customers_contact_counts_at_the_address_and_stays_theirs(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    contact(ledger, "2026-07-01", customer_id="bob", campaign_id="news")
    contact(ledger, "2026-07-01", customer_id="bob", contact_point="bob@example.com")
    contact(ledger, "2026-07-01", customer_id=None, contact_point_type="phone")
    decision(ledger, customer_id="bob")

    told = read_contacts(ledger, ANA, DAY)

    assert counts(ledger) == {"address": (1, 2)}
    assert [(c.campaign_id, c.is_own, c.caps) for c in told] == [(None, False, ("address",))]


def test_each_address_is_counted_for_itself(ledger: duckdb.DuckDBPyConnection) -> None:
    contact(ledger, "2026-07-01")
    contact(ledger, "2026-07-01", contact_point="work@example.com")
    contact(ledger, "2026-06-30", contact_point="work@example.com")
    decision(ledger, contact_point="work@example.com", reason="capped")

    told = {c.address: c.count_before for c in read_caps(ledger, ANA, DAY) if c.address}

    assert told == {"email": 1, "email 2": 2}


def test_what_the_day_selected_counts_after_the_walk_wherever_the_ledger_has_it_by_now(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    decision(ledger, decision_id="d1")
    decision(ledger, decision_id="d2", campaign_id="note")
    decision(ledger, decision_id="d3", channel="sms", contact_point=None, reason="capped")

    unpublished = counts(ledger)
    contact(ledger, "2026-07-02", decision_id="d1", campaign_id="news")
    contact(ledger, "2026-07-02", decision_id="d2", campaign_id="note", counts_to_caps=False)

    assert unpublished == dict.fromkeys(ALL | {"news"}, (0, 1))
    assert counts(ledger) == unpublished
    assert read_contacts(ledger, ANA, DAY) == ()


def test_what_was_published_before_the_day_was_decided_again_counts_before(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    decision(ledger, decision_id="d1", reason="already_published")
    contact(ledger, "2026-07-02", decision_id="d1")

    assert counts(ledger) == dict.fromkeys(ALL, (1, 1))


def test_a_cap_with_a_filter_or_a_wish_is_told_to_whom_it_is_for(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    def personal(customer_id: str) -> dict[str, tuple[int, str | None]]:
        person = Person(customer_id, None, True, False)
        return {
            cap.cap_id: (cap.max_contacts, cap.profile_filter)
            for cap in read_caps(ledger, person, DAY)
            if cap.cap_id in ("lost", "customer_preference")
        }

    assert personal("ana") == {"customer_preference": (2, None)}
    assert personal("bob") == {"lost": (1, "rfm_segment = lost")}
    assert personal("nobody") == {}


def test_contacts_reach_back_to_exclusions_and_to_what_a_cooldown_met(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    ledger.execute("delete from arbitration.int_caps_in_force")
    contact(ledger, "2026-06-30")
    contact(ledger, "2026-06-29")
    contact(ledger, "2026-03-01", campaign_id="news")
    contact(ledger, "2026-02-01", campaign_id="news")
    decision(ledger, reason="cooldown")

    told = read_contacts(ledger, ANA, DAY)

    assert [str(c.contact_date) for c in told] == ["2026-06-30", "2026-03-01"]
    assert read_caps(ledger, ANA, DAY) == ()
