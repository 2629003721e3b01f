"""What the rows of a day had seen, told from the rows and the publications alone."""

from __future__ import annotations

import json
from datetime import datetime

import duckdb
import pytest

from python_hooks.errors import UserError
from python_hooks.landing.manifest import Entry
from python_hooks.landing.report import LandedDelivery
from python_hooks.replay.decided import find_decided_day
from python_hooks.replay.facts import read_known, sort_facts
from python_hooks.replay.state import forgetting

DAY = "2026-07-01"
MORNING, NOON = f"{DAY} 06:00:00", f"{DAY} 12:00:00"


def decide(warehouse: duckdb.DuckDBPyConnection, as_of: str, policy: str, **reasons: str) -> None:
    """Write the rows of the day anew, one per decision and its reason."""
    warehouse.execute("delete from arbitration.fct_campaign_decisions")
    for decision, reason in reasons.items():
        warehouse.execute(
            "insert into arbitration.fct_campaign_decisions values (?, ?, ?, ?, ?, ?)",
            [decision, f"customer of {decision}", reason, policy, as_of, DAY],
        )


def publish(
    warehouse: duckdb.DuckDBPyConnection, run: str, as_of: str, policy: str, *decisions: str
) -> None:
    """Commit a run with its contacts, after all that were published before."""
    warehouse.execute(
        "insert into state.published_runs values (?, ?, ?, ?, ?, null, null)",
        [run, as_of[:10], as_of, policy, json.dumps({"run": run})],
    )
    for decision in decisions:
        warehouse.execute(
            """
            insert into state.published_contacts
            select ?, ?, ?, greatest(
                cast(? as timestamp),
                (select max(published_at) + interval 1 microsecond from state.published_contacts)
            )
            """,
            [run, decision, as_of[:10], as_of],
        )


def test_rows_are_those_of_their_publication(warehouse: duckdb.DuckDBPyConnection) -> None:
    decide(warehouse, MORNING, "p", a="selected", b="capped")
    publish(warehouse, "first", MORNING, "p", "a")

    found = find_decided_day(warehouse, DAY)

    assert (found.nearest_run.run_id, found.seen_run_ids) == ("first", ())
    assert not found.was_decided_again
    assert found.row_count == 2


def test_rows_written_again_had_seen_their_own_publication(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    publish(warehouse, "first", MORNING, "p", "a")
    decide(warehouse, MORNING, "p", a="already_published", b="capped")

    found = find_decided_day(warehouse, DAY)

    assert (found.nearest_run.run_id, found.seen_run_ids) == ("first", ("first",))
    assert found.was_decided_again


def test_a_second_publication_had_seen_the_first_whatever_moment_it_was_of(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    publish(warehouse, "first", NOON, "p", "a")
    decide(warehouse, MORNING, "q", a="already_published", b="selected")
    publish(warehouse, "second", MORNING, "q", "b")

    found = find_decided_day(warehouse, DAY)

    assert found.own_run is not None
    assert (found.own_run.run_id, found.seen_run_ids) == ("second", ("first",))
    assert found.own_run.parameters == {"run": "second"}
    assert found.known_until == datetime.fromisoformat(NOON), "the first had read files of noon"
    assert not found.was_decided_again


def test_rows_of_a_run_that_reserved_nothing_take_the_last_publication_for_theirs(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    publish(warehouse, "first", MORNING, "p", "a")
    decide(warehouse, NOON, "p", a="already_published")

    found = find_decided_day(warehouse, DAY)

    assert found.own_run is None
    assert (found.nearest_run.run_id, found.seen_run_ids) == ("first", ("first",))
    assert found.was_decided_again


def test_a_day_on_which_nobody_was_a_candidate_was_published_all_the_same(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    publish(warehouse, "first", MORNING, "p")

    found = find_decided_day(warehouse, DAY)

    assert (found.row_count, found.seen_run_ids) == (0, ())
    assert found.as_of == datetime.fromisoformat(MORNING)


def test_a_preview_is_refused(warehouse: duckdb.DuckDBPyConnection) -> None:
    decide(warehouse, MORNING, "p", a="selected")

    with pytest.raises(UserError, match="never published"):
        find_decided_day(warehouse, DAY)


def test_the_state_forgets_what_came_after_and_nobody_who_was_erased(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    publish(warehouse, "before", "2026-06-30 06:00:00", "p", "z")
    decide(warehouse, MORNING, "p", a="selected")
    publish(warehouse, "first", MORNING, "p", "a")
    publish(warehouse, "after", "2026-07-02 06:00:00", "q", "y")
    warehouse.execute(
        """
        insert into state.identity_members values
            ('crm', '1', 'then', '2026-06-30 06:00:00', 'before', 1),
            ('crm', '1', 'older', '2026-06-30 06:00:00', null, null),
            ('crm', '1', 'broken', '2026-06-30 06:00:00', 'cut off', 2),
            ('crm', '1', 'joined', '2026-07-01 06:00:00', 'first', 3),
            ('crm', '1', 'later', '2026-07-02 06:00:00', 'after', 4);
        insert into state.identity_changes values
            ('then', '2026-06-30 06:00:00', 'before', 1),
            ('broken', '2026-06-30 06:00:00', 'cut off', 2),
            ('later', '2026-07-02 06:00:00', 'after', 4);
        insert into state.erasures values
            ('gone', 'crm', '1', '2026-07-03 06:00:00'), ('long gone', 'pos', '1', '2025-01-01');
        """
    )

    for statement in forgetting(find_decided_day(warehouse, DAY)):
        warehouse.execute(statement)

    def values(query: str) -> list[object]:
        return [row[0] for row in warehouse.execute(query).fetchall()]

    assert values("select run_id from state.published_runs") == ["before"]
    assert values("select run_id from state.published_contacts") == ["before"]
    assert values("select customer_id from state.identity_members") == ["then", "older"]
    assert values("select change_id from state.identity_changes") == ["then"]
    assert values("select decision_id from replay.decisions") == ["a"]
    assert values("select customer_id from replay.members") == ["joined"], "as the day knew it"
    assert values("select customer_id from replay.erased order by 1") == [
        "broken",
        "gone",
        "joined",
        "later",
        "older",
        "then",
    ]
    assert values("select cast(erased_at as text) from state.erasures order by 1") == [
        "2025-01-01 00:00:00",
        MORNING,
    ]
    assert values("select count(*) from arbitration.fct_campaign_decisions") == [0]


def entry(delivery: str, content: str) -> Entry:
    landed = LandedDelivery("pos", "lines", delivery, 1, content, 1, 0, (), (), (), ())
    return Entry(landed, f"pos/lines/{delivery}.parquet", "", "", ())


def test_landed_files_are_told_from_those_of_then(warehouse: duckdb.DuckDBPyConnection) -> None:
    publish(warehouse, "first", MORNING, "p")
    warehouse.executemany(
        "insert into state.deliveries values ('pos', 'lines', ?, ?, ?)",
        [
            ("same", "1", MORNING),
            ("rewritten", "1", MORNING),
            ("rewritten", "2", NOON),
            ("gone", "1", MORNING),
            ("later", "1", NOON),
            ("later and gone", "1", NOON),
        ],
    )
    landed = [entry("same", "1"), entry("rewritten", "2"), entry("later", "1"), entry("new", "1")]

    known = read_known(warehouse, find_decided_day(warehouse, DAY).known_until)
    facts = sort_facts(known, landed)

    assert [e.landed.delivery for e in facts.known] == ["same"]
    assert [e.landed.delivery for e in facts.changed] == ["rewritten"]
    assert [e.landed.delivery for e in facts.late] == ["later", "new"]
    assert facts.gone == ("pos/lines: gone",)
