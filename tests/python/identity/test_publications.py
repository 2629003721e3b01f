"""Who is called what, publication after publication, is as if each had been remembered by hand.

Publications follow each other at one moment and at later ones, some are cut off before they are
committed, records come, move and vanish. What `publish` writes is what its own macro says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from tests.python.compiled_sql import ROOT, Bench, compile_project
from tests.python.reference.customer_ids import Key, name_persons

AS_OF = "2026-01-31 06:00:00"
START = datetime(2026, 1, 31, 6)
RECORDS: list[Key] = [("crm", f"r{n}") for n in range(5)]
STATE = {
    "identity_members": "source_name text, source_record_id text, customer_id text,"
    " recorded_at timestamp, run_id text, publication_number bigint",
    "identity_changes": "change_id text, change_type text, customer_id text,"
    " previous_customer_id text, source_name text, source_record_id text, as_of timestamp,"
    " run_id text, publication_number bigint",
    "published_runs": "run_id text, decision_date date, as_of timestamp, arbitration_mode text,"
    " policy_version text, contact_count bigint, code_version text, facts_version text,"
    " run_parameters text",
}
NAMING = [
    "int_identity_published_ids",
    "int_identity_claims",
    "int_identity_kept_ids",
    "int_identity_customers",
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Bench:
    home = tmp_path_factory.mktemp("publications")
    selected = "models/identity models/staging/batuta"
    made = Bench(compile_project(home, selected, {"as_of": AS_OF}, parsed=parsed))
    made.connection.execute("create schema warehouse.state; use warehouse")
    return made


class Answer:
    """What dbt's `run_query` gives back, as far as the macro looks at it."""

    def __init__(self, rows: list[tuple[object, ...]]) -> None:
        self.rows = rows


class House:
    """A state, and what the models make of it day by day."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        for table, columns in STATE.items():
            bench.connection.execute(f"create or replace table state.{table} ({columns})")
        bench.build(["stg_batuta__identity_members", "stg_batuta__identity_changes"])
        macros = Environment(
            loader=FileSystemLoader(ROOT / "macros/state"), extensions=["jinja2.ext.do"]
        )
        macros.globals["run_query"] = self._run
        macros.globals["built_relation"] = lambda room, name: f"{room}.{name}"
        self.macros: Any = macros.get_template("publish_identity.sql").module

    def _run(self, statement: str) -> Answer:
        return Answer(self.bench.connection.execute(statement).fetchall())

    def name(self, persons: Sequence[Sequence[Key]], moment: datetime) -> list[str]:
        """The id of each person, with the bridge and the changes built from it."""
        bench, moved = self.bench, (AS_OF, str(moment))
        ranks = {key: n for n, key in enumerate(sorted(k for p in persons for k in p), start=1)}
        kinds = {"source_name": "varchar", "source_record_id": "varchar"}
        bench.give(
            "int_identity_records",
            {"record_rank": "bigint"} | kinds,
            [
                {"record_rank": rank, "source_name": key[0], "source_record_id": key[1]}
                for key, rank in ranks.items()
            ],
        )
        bench.give(
            "int_identity_persons",
            {"record_rank": "bigint", "person_rank": "bigint"},
            [
                {"record_rank": ranks[key], "person_rank": ranks[members[0]]}
                for members in persons
                for key in members
            ],
        )
        bench.build(NAMING, moved)
        named = [
            str(row[0])
            for row in bench.rows(
                f"select customer_id from {bench.relation('int_identity_customers')}"
                " order by person_rank"
            )
        ]
        bench.give(
            "bridge_customer_records",
            kinds | {"customer_id": "varchar"},
            [
                {"source_name": key[0], "source_record_id": key[1], "customer_id": name}
                for members, name in zip(persons, named, strict=True)
                for key in members
            ],
        )
        bench.build(["fct_identity_changes", "bridge_former_customers"], moved)
        return named

    def publish(self, run_id: str, moment: datetime, *, committed: bool) -> None:
        self.macros.publish_identity(run_id, str(moment))
        if committed:
            self.bench.connection.execute(
                "insert into state.published_runs (run_id, as_of) values (?, ?)", [run_id, moment]
            )

    def changes(self) -> list[tuple[object, ...]]:
        return self.bench.rows(
            "select change_type, customer_id, previous_customer_id, publication_number"
            f" from {self.bench.relation('fct_identity_changes')}"
        )

    def successors(self) -> dict[str, str]:
        relation = self.bench.relation("bridge_former_customers")
        return {
            str(former): str(now)
            for former, now in self.bench.rows(
                f"select former_customer_id, customer_id from {relation}"
            )
        }


def draw_persons(draw: Random) -> list[list[Key]]:
    """Some of the records, put together in some way."""
    drawn: dict[int, list[Key]] = defaultdict(list)
    for key in RECORDS:
        if draw.random() < 0.8:
            drawn[draw.randrange(3)].append(key)
    return sorted(drawn.values())


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(draw=st.randoms(use_true_random=False))
def test_publications_are_remembered_in_their_order(bench: Bench, draw: Random) -> None:
    house = House(bench)
    moment, published, order = START, dict[Key, str](), list[str]()
    tellings: list[tuple[Key, str]] = []
    for step in range(6):
        persons = draw_persons(draw)
        named = house.name(persons, moment)
        now = {k: name for ms, name in zip(persons, named, strict=True) for k in ms}

        assert named == name_persons(persons, published, order)
        assert len(set(named)) == len(named)
        assert_successors_hold(house.successors(), tellings, now)

        committed = draw.random() < 0.7
        house.publish(f"run {step}", moment, committed=committed)
        if committed:
            told = sorted((key, name) for key, name in now.items() if published.get(key) != name)
            tellings += told
            published |= now
            # Of those first published together the lesser id counts as the earlier.
            order += sorted(name for name in named if name not in order)
        moment += timedelta(days=draw.choice([0, 0, 1]))


def assert_successors_hold(
    successors: dict[str, str], tellings: list[tuple[Key, str]], now: dict[Key, str]
) -> None:
    """The place of an id that is gone has who holds the first of its records that exists."""
    living = set(now.values())
    expected: dict[str, str] = {}
    for key, former in tellings:
        if former not in living and key in now:
            expected.setdefault(former, now[key])
    assert {former: successors.get(former) for former in expected} == expected
    assert not set(successors) & living
    assert set(successors.values()) <= living


def test_at_one_moment_the_later_publication_counts(bench: Bench) -> None:
    a, b = RECORDS[:2]
    house = House(bench)
    (together,) = house.name([[a, b]], START)
    house.publish("first", START, committed=True)
    kept, split = house.name([[a], [b]], START)
    house.publish("second", START, committed=True)
    assert kept == together

    assert house.name([[a], [b]], START + timedelta(days=1)) == [kept, split]
    assert sorted(house.changes()) == [
        ("created", together, None, 1),
        ("split", split, together, 2),
    ]


def test_what_was_cut_off_is_told_by_who_comes_after(bench: Bench) -> None:
    a, b = RECORDS[:2]
    house = House(bench)
    house.name([[a]], START)
    house.publish("cut off", START, committed=False)
    named = house.name([[a], [b]], START)
    house.publish("whole", START, committed=True)
    house.publish("whole", START, committed=False)

    assert house.name([[a], [b]], START) == named
    assert sorted(house.changes()) == sorted(("created", name, None, 2) for name in named)


def test_an_id_whose_records_are_gone_is_the_one_they_were_published_under_last(
    bench: Bench,
) -> None:
    a, b = RECORDS[:2]
    house = House(bench)
    kept, lost = sorted(house.name([[a], [b]], START))
    house.publish("apart", START, committed=True)
    assert house.name([[a, b]], START) == [kept]
    house.publish("together", START, committed=True)

    assert house.name([[a]], START) == [kept]
    assert house.successors() == {lost: kept}
