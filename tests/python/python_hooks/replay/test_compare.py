"""How two days differ, and what is said of why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import duckdb
import pytest

from python_hooks.landing.manifest import Entry
from python_hooks.landing.report import LandedDelivery
from python_hooks.replay.causes import Versions, causes_of, changes_since
from python_hooks.replay.compare import Comparison, compare
from python_hooks.replay.decided import DecidedDay, PublishedRun
from python_hooks.replay.facts import Facts

AS_OF = datetime(2026, 7, 1, 6)
RUN = PublishedRun("run", AS_OF, "policy", "code", "facts", {"currency": "EUR"}, False)
DECIDED = DecidedDay(AS_OF.date(), AS_OF, "policy", 5, (RUN,))
THEN = Versions("policy", "code", "facts")
NO_CHANGE = Facts((), (), (), ())


@pytest.fixture
def trial() -> Iterator[duckdb.DuckDBPyConnection]:
    """Five rows of then and five of now; one person was erased, a record has moved."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create schema replay;
            create schema arbitration;
            create schema identity;
            create schema state;
            create table replay.day as select date '2026-07-01' as decision_date;
            create table replay.decisions as
            select * from (values
                ('same', 'ana', 'welcome', null, 'p', date '2026-07-01'),
                ('null now', 'ana', 'welcome', 'mail', 'p', date '2026-07-01'),
                ('missing', 'bob', 'news', 'mail', 'p', date '2026-07-01'),
                ('null then', 'cem', 'news', null, 'p', date '2026-07-01'),
                ('erased', 'eva', 'news', 'mail', 'p', date '2026-07-01')
            ) as t (decision_id, customer_id, campaign_id, contact_point, policy_version,
                decision_date);
            create table arbitration.fct_campaign_decisions as
            select * from replay.decisions where decision_id = 'same'
            union all
            select * from (values
                ('null now', 'ana', 'welcome', null, 'p', date '2026-07-01'),
                ('null then', 'cem', 'news', 'mail', 'p', date '2026-07-01'),
                ('added', 'bo', 'news', 'mail', 'p', date '2026-07-01'),
                ('erased again', 'eva now', 'news', 'mail', 'p', date '2026-07-01'),
                ('another day', 'ana', 'news', 'mail', 'p', date '2026-06-30')
            );
            create table replay.members as
            select * from (values ('crm', '1', 'bob'), ('crm', '2', 'ana')) as t
                (source_name, source_record_id, customer_id);
            create table identity.bridge_customer_records as
            select * from (values ('crm', '1', 'bo'), ('crm', '2', 'ana'), ('crm', '9', 'eva now'))
                as t (source_name, source_record_id, customer_id);
            create table replay.erased as select 'eva' as customer_id;
            create table state.erasures as
            select 'eva' as customer_id, 'crm' as source_name, '9' as source_record_id;
            """
        )
        yield connection


def test_every_row_and_column_is_compared_and_null_is_a_value(
    trial: duckdb.DuckDBPyConnection,
) -> None:
    found = compare(trial, frozenset())

    assert (found.rows_then, found.missing, found.added, found.different) == (4, 1, 1, 2)
    assert found.columns == (("contact_point", 2),)
    assert found.campaigns == (("news", 3), ("welcome", 1))
    assert found.erased_rows == 1
    assert (found.moved_records, found.moved_rows) == (1, 2)
    assert found.moved_customers == (("bob", "bo"),)
    assert not found.is_same


def test_a_column_that_is_left_out_makes_no_difference(trial: duckdb.DuckDBPyConnection) -> None:
    trial.execute("drop table arbitration.fct_campaign_decisions")
    trial.execute(
        "create table arbitration.fct_campaign_decisions as"
        " select * replace ('q' as policy_version) from replay.decisions"
    )

    assert compare(trial, frozenset({"policy_version"})).is_same
    assert compare(trial, frozenset()).different == 4


def entry(delivery: str) -> Entry:
    landed = LandedDelivery("crm", "people", delivery, 1, "hash", 1, 0, (), (), (), ())
    return Entry(landed, "", "", "", ())


COMPARED = Comparison(5, 1, 0, 1, (), (), 0, 0, 0, ())
MOVED = replace(COMPARED, moved_records=7, moved_rows=2, moved_customers=(("bob", "bo"),))


@pytest.mark.parametrize(
    "decided, replayed, facts, compared, kinds",
    [
        pytest.param(DECIDED, THEN, NO_CHANGE, COMPARED, [], id="nothing is otherwise"),
        pytest.param(
            DECIDED,
            replace(THEN, facts="others"),
            Facts((), (), (entry("a"),), ("crm/people: b",)),
            COMPARED,
            ["lost fact", "lost fact"],
            id="files overwritten and gone",
        ),
        pytest.param(
            DECIDED,
            THEN,
            Facts((), (entry("late"),), (), ("crm/people: b",)),
            COMPARED,
            [],
            id="a file that was gone on that day already",
        ),
        pytest.param(
            DECIDED,
            replace(THEN, facts="others"),
            NO_CHANGE,
            COMPARED,
            ["unknown facts"],
            id="other facts than were published, no one knows which",
        ),
        pytest.param(
            DECIDED,
            replace(THEN, policy="edited"),
            NO_CHANGE,
            COMPARED,
            ["changed policy"],
            id="policy files that were tampered with",
        ),
        pytest.param(
            DECIDED,
            replace(THEN, code="newer"),
            NO_CHANGE,
            MOVED,
            ["changed identity", "changed code"],
            id="newer SQL that joins people otherwise",
        ),
        pytest.param(
            replace(DECIDED, runs=(replace(RUN, code_version=None, parameters=None),)),
            THEN,
            NO_CHANGE,
            replace(COMPARED, erased_rows=3),
            ["unknown code", "unknown parameters", "erasure"],
            id="an older publication, and people erased since",
        ),
        pytest.param(
            replace(DECIDED, runs=(replace(RUN, is_seen=True),)),
            THEN,
            NO_CHANGE,
            COMPARED,
            ["decided again"],
            id="a day that was written again",
        ),
    ],
)
def test_a_difference_names_its_causes(
    decided: DecidedDay,
    replayed: Versions,
    facts: Facts,
    compared: Comparison,
    kinds: list[str],
) -> None:
    causes = causes_of(decided, replayed, facts, compared, with_late_facts=False, new_policy=())

    assert [cause.kind for cause in causes] == kinds


def test_what_is_let_in_is_the_cause_and_names_its_evidence() -> None:
    facts = Facts((), tuple(entry(f"late {n}") for n in range(8)), (entry("again"),), ())

    causes = causes_of(
        DECIDED,
        replace(THEN, facts="others"),
        facts,
        MOVED,
        with_late_facts=True,
        new_policy=["channels.csv"],
    )

    assert [cause.kind for cause in causes] == [
        "late fact",
        "late fact",
        "changed policy",
        "changed identity",
    ]
    assert causes[0].evidence.startswith("8 arrived since: crm/people: late 0, ")
    assert causes[0].evidence.endswith("late 5 and 2 more")
    assert causes[2].evidence == "1 not what they were: channels.csv"
    assert "2 of the differing rows" in causes[3].evidence and "bob → bo" in causes[3].evidence


def test_what_was_kept_out_is_told() -> None:
    facts = Facts((), (entry("late"),), (), ())

    told = changes_since(
        facts,
        ("channels.csv",),
        {"currency": "EUR", "control_share": 0},
        {"currency": "USD", "control_share": 0},
        with_late_facts=False,
        with_new_policy=False,
    )

    assert [(change.kind, change.evidence.split(": ")[1]) for change in told] == [
        ("late facts", "crm/people"),
        ("policy", "channels.csv"),
        ("vars", "currency"),
    ]
