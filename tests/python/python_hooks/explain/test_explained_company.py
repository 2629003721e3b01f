"""Explanations of the made-up company agree with its tables, for whoever is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pytest

from python_hooks.explain.campaign import find_campaign
from python_hooks.explain.customer import find_customer
from python_hooks.explain.day import find_day, read_candidates
from python_hooks.explain.facts import read_facts
from python_hooks.explain.ledger import read_caps, read_contacts
from python_hooks.explain.records import Candidate, CapCount, Contact
from python_hooks.explain.why_not import explain_campaign
from tests.python.conftest import Home

# Some of everybody, some who refused profiling, whom most campaigns want, and who got most.
SAMPLE = """
    (select customer_id from customer.dim_customers order by md5(customer_id) limit 35)
    union
    (
        select customer_id from behaviour.dim_customer_profiles
        where not is_profiled order by customer_id limit 5
    )
    union
    (
        select customer_id from arbitration.fct_campaign_decisions
        group by customer_id order by count(*) desc, customer_id limit 10
    )
    union
    (
        select customer_id from activity.fct_contact_ledger
        where contact_date > (select max(contact_date) - 7 from activity.fct_contact_ledger)
        and customer_id is not null and counts_to_caps
        group by customer_id order by count(*) desc, customer_id limit 10
    )
    order by customer_id
"""


@pytest.fixture(scope="module")
def opened(company: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(company.warehouse), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


@pytest.fixture(scope="module")
def sample(opened: duckdb.DuckDBPyConnection) -> list[str]:
    found = [str(row[0]) for row in opened.execute(SAMPLE).fetchall()]
    assert len(found) >= 40
    return found


def test_a_campaign_is_a_candidate_exactly_where_every_condition_holds(
    opened: duckdb.DuckDBPyConnection, sample: list[str]
) -> None:
    day = find_day(opened, None)
    policy = [r[0] for r in opened.execute("select campaign_id from policy.campaigns").fetchall()]
    wrong, met, reasons = [], 0, set()
    campaigns = [find_campaign(opened, name, ()) for name in policy]

    for customer_id in sample:
        person = find_customer(opened, customer_id)
        facts = read_facts(opened, person)
        candidates = read_candidates(opened, person, day)
        for campaign in campaigns:
            rows = tuple(c for c in candidates if c.campaign_id == campaign.campaign_id)
            why = explain_campaign(day, campaign, facts, rows)
            usable = {c for c in campaign.channels if c in facts.addresses}
            holds = all(condition.holds for condition in why.conditions)
            if {row.channel for row in rows} != (usable if holds else set()):
                wrong.append((customer_id, campaign.campaign_id, why.sentence))
            met += holds
            reasons |= {c.name for c in why.conditions if c.holds is False}

    assert wrong == []
    assert met > 100, "a property over nothing proves nothing"
    assert reasons >= {"status", "dates", "trigger", "audience"}


def test_the_rows_of_a_rule_say_what_its_members_are(opened: duckdb.DuckDBPyConnection) -> None:
    differing, asked = opened.execute(
        """
        with alternatives as (
            select
                questions.customer_id, questions.audience_rule_id, answers.any_of,
                bool_and(answers.is_held) as is_held
            from arbitration.int_audience_questions_asked as questions
            inner join arbitration.int_audience_rows_answered as answers
                on questions.customer_id = answers.customer_id
                and questions.audience_rule_id = answers.audience_rule_id
            group by all
        ),
        rules as (
            select customer_id, audience_rule_id, bool_or(is_held) as is_held
            from alternatives
            group by all
        )
        select
            count(*) filter (is_held is distinct from (members.customer_id is not null)),
            count(*)
        from rules
        left join arbitration.fct_audience_members as members
            on rules.customer_id = members.customer_id
            and rules.audience_rule_id = members.audience_rule_id
        """
    ).fetchall()[0]

    assert differing == 0
    assert asked > 1000


def test_what_a_trigger_asks_for_is_there_where_it_is_open(
    opened: duckdb.DuckDBPyConnection,
) -> None:
    found = opened.execute(
        """
        select
            asks.trigger_name,
            asks.is_met and (asks.is_profiled or not asks.needs_profile) as is_met,
            open_triggers.customer_id is not null as is_open,
            count(*)
        from triggers.int_triggers_explained as asks
        left join (
            select distinct customer_id, trigger_name from triggers.fct_triggers
        ) as open_triggers
            on asks.customer_id = open_triggers.customer_id
            and asks.trigger_name = open_triggers.trigger_name
        group by all
        """
    ).fetchall()
    counts = {(name, met, opened): count for name, met, opened, count in found}
    names = {name for name, *_ in found}
    house = opened.execute("select distinct trigger_name from policy.trigger_rules").fetchall()

    assert names == {name for (name,) in house}
    assert {key for key in counts if key[2] and not key[1]} == set()
    # Only what was bought or brought back since, or is not wanted, is met and not open.
    assert {name for name, met, is_open in counts if met and not is_open} <= {
        "abandoned_browse", "abandoned_cart", "new_item", "post_purchase", "price_drop",
        "replenishment_due",
    }  # fmt: skip
    assert sum(count for (_, met, is_open), count in counts.items() if met and is_open) > 500


def test_the_triggers_a_campaign_may_answer_are_those_the_day_was_decided_by(
    opened: duckdb.DuckDBPyConnection,
) -> None:
    differing, both = opened.execute(
        """
        with usable as (
            select distinct answered.customer_id, answered.campaign_id
            from arbitration.int_campaign_triggers_answered as answered
            inner join arbitration.int_campaigns_active as active
                on answered.campaign_id = active.campaign_id
            where answered.is_open and not answered.is_used and not answered.is_ttl_over
        )
        select
            count(*) filter (usable.customer_id is null or matched.customer_id is null),
            count(*)
        from usable
        full outer join arbitration.int_triggers_matched as matched
            on usable.customer_id = matched.customer_id
            and usable.campaign_id = matched.campaign_id
        """
    ).fetchall()[0]

    assert differing == 0
    assert both > 1000


@dataclass(frozen=True, slots=True)
class Told:
    """What an explanation reads of one customer."""

    candidates: tuple[Candidate, ...]
    contacts: tuple[Contact, ...]
    caps: tuple[CapCount, ...]


@pytest.fixture(scope="module")
def told(opened: duckdb.DuckDBPyConnection, sample: list[str]) -> dict[str, Told]:
    day = find_day(opened, None)
    people = [find_customer(opened, customer_id) for customer_id in sample[::2]]
    return {
        person.customer_id: Told(
            read_candidates(opened, person, day),
            read_contacts(opened, person, day),
            read_caps(opened, person, day),
        )
        for person in people
    }


def test_the_counts_before_the_walk_are_the_walks_own(
    opened: duckdb.DuckDBPyConnection, told: dict[str, Told]
) -> None:
    counts = opened.execute(
        """
        select customers.customer_id, caps.cap_id, null, counts.contact_count
        from arbitration.int_cap_counts_before as counts
        inner join arbitration.int_caps_in_force as caps on counts.cap_key = caps.cap_key
        inner join arbitration.int_customers_numbered as customers
            on counts.unit_key = customers.customer_key
        where caps.unit = 'customer'
        union
        select chosen.customer_id, caps.cap_id, chosen.contact_point_type, counts.contact_count
        from arbitration.int_cap_counts_before as counts
        inner join arbitration.int_caps_in_force as caps on counts.cap_key = caps.cap_key
        inner join arbitration.int_contact_points_chosen as chosen
            on counts.unit_key = chosen.contact_point_key
        where caps.unit = 'contact_point'
        """
    ).fetchall()
    walked = {(customer, cap, address): int(count) for customer, cap, address, count in counts}
    explained = {
        (customer_id, cap.cap_id, cap.address): cap.count_before
        for customer_id, story in told.items()
        for cap in story.caps
    }

    # The walk counts for caps of other customers as well; the explanation leaves those out.
    assert explained == {key: walked.get(key, 0) for key in explained}
    assert sum(count > 0 for count in explained.values()) > 20


def test_a_cap_that_is_not_for_everyone_is_told_to_whom_it_applies(
    opened: duckdb.DuckDBPyConnection, told: dict[str, Told]
) -> None:
    personal = {
        (customer, cap): int(limit)
        for customer, cap, limit in opened.execute(
            """
            select customers.customer_id, caps.cap_id, personal.max_contacts
            from arbitration.int_caps_of_customers as personal
            inner join arbitration.int_caps_in_force as caps on personal.cap_key = caps.cap_key
            inner join arbitration.int_customers_numbered as customers
                on personal.customer_key = customers.customer_key
            """
        ).fetchall()
        if customer in told
    }
    general = {
        cap
        for (cap,) in opened.execute(
            "select cap_id from policy.contact_caps where profile_attribute is null"
        ).fetchall()
    }
    explained = {
        (customer_id, cap.cap_id): cap.max_contacts
        for customer_id, story in told.items()
        for cap in story.caps
        if cap.cap_id not in general
    }

    assert explained == personal
    assert len(personal) > 1


def test_the_walk_adds_what_it_selected_and_fills_no_cap_beyond_its_limit(
    opened: duckdb.DuckDBPyConnection, told: dict[str, Told]
) -> None:
    counting = {
        name
        for (name,) in opened.execute(
            "select campaign_id from policy.campaigns where counts_to_caps"
        ).fetchall()
    }
    added = 0
    for story in told.values():
        selected = sum(
            candidate.reason == "selected" and candidate.campaign_id in counting
            for candidate in story.candidates
        )
        caps = [cap for cap in story.caps if cap.address is None]
        assert {c.count_after - c.count_before for c in caps if c.scope == "all"} == {selected}
        assert all(c.count_after <= max(c.max_contacts, c.count_before) for c in caps)
        added += selected

    assert added > 10


def test_a_contact_is_counted_by_the_caps_it_names(told: dict[str, Told]) -> None:
    named = 0
    for customer_id, story in told.items():
        for cap in story.caps:
            if cap.address is None:
                naming = sum(cap.cap_id in contact.caps for contact in story.contacts)
                assert naming == cap.count_before, (customer_id, cap.cap_id)
                named += naming
        assert all(not contact.caps for contact in story.contacts if not contact.counts)
        dates = [contact.contact_date for contact in story.contacts]
        assert dates == sorted(dates, reverse=True)

    assert named > 20
