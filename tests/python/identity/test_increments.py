"""Scores kept from run to run are those that scoring every pair anew gives, whatever happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import ROOT, Bench, compile_project
from tests.python.identity.test_identity_clusters import MODELS, PEOPLE, VERDICT, fill
from tests.python.identity.test_probable_matches import KEPT, SCORING_MODELS, SEEDS, forget

Row = dict[str, object]
Kept = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Bench:
    variables = {"as_of": "2026-01-31 06:00:00", "sources": {"crm": {"entities": ["people"]}}}
    home = tmp_path_factory.mktemp("increments")
    bench = Bench(compile_project(home, "models/identity models/staging", variables, parsed=parsed))
    for name, (folder, columns) in SEEDS.items():
        listed = ", ".join(f"cast({c} as {kind}) as {c}" for c, kind in columns.items())
        bench.connection.execute(
            f"create table {bench.relation(name)} as select {listed}"
            f" from read_csv('{ROOT / folder / name}.csv', all_varchar = true, nullstr = '')"
        )
    # Few people are a crowd, so that blocks become too large and small enough again.
    bench.connection.execute(
        f"update {bench.relation('identity_blocking_rules')} set max_descriptions_per_block = 3"
    )
    forget(bench)
    return bench


def build(bench: Bench) -> None:
    """One run, from staged people to the scores that are kept for the next."""
    bench.build(MODELS)
    score(bench)


def score(bench: Bench) -> None:
    """The part of a run that reads what was kept."""
    bench.build([*SCORING_MODELS, *KEPT])


def kept_and_anew(bench: Bench) -> tuple[Kept, Kept]:
    """What the last run keeps, and what it would keep had it known of none before."""
    found = kept(bench)
    forget(bench)
    score(bench)
    return found, kept(bench)


def kept(bench: Bench) -> Kept:
    return {name: bench.rows(f"from {bench.relation(name)} order by all") for name in KEPT}


def scored_pairs(bench: Bench) -> int:
    row = bench.rows(f"select count(*) from {bench.relation('int_identity_pair_scores')}")[0]
    return int(str(row[0]))


class Company:
    """People as one source stages them, day by day, drawn by a seed."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.people: dict[str, Row] = {}
        self.verdicts: list[Row] = []

    def arrive(self, count: int) -> None:
        for _ in range(count):
            key = f"r{self.draw.randrange(10_000)}"
            others = list(self.people.values())
            again = self.draw.choice(others) if others and self.draw.random() < 0.5 else None
            self.people[key] = self.record(key, again)

    def record(self, key: str, again: Row | None) -> Row:
        draw = self.draw
        born = date(1970, 1, 1) + timedelta(days=draw.randrange(6) * 400)
        person: Row = {
            "first_name": draw.choice(["Ana", "Bruno", "Carla", "Diego"]),
            "last_name": f"{draw.choice(LASTS)} {draw.choice(LASTS)}",
            "birth_date": born,
            "street": f"Calle {draw.choice(LASTS)} {draw.randrange(1, 4)}",
            "city": draw.choice(["Madrid", "Lugo"]),
            "postal_code": draw.choice(["28001", "27001", "27002"]),
            "email": f"{draw.choice('abcdefgh')}{draw.randrange(100, 130)}@x.es",
        }
        if again is not None:
            person |= {name: again[name] for name in person if draw.random() < 0.75}
        person |= {name: None for name in ("birth_date", "street", "email") if draw.random() < 0.2}
        created = datetime(2025, 1, 1) + timedelta(days=draw.randrange(300))
        return {
            **person,
            "source_name": "crm",
            "source_record_id": key,
            "created_at": created if draw.random() < 0.9 else None,
        }

    def correct(self, count: int) -> None:
        for key in self.draw.sample(sorted(self.people), min(count, len(self.people))):
            fields = self.record(key, None)
            name = self.draw.choice(sorted(fields.keys() - {"source_name", "source_record_id"}))
            self.people[key] = self.people[key] | {name: fields[name]}

    def leave(self, count: int) -> None:
        for key in self.draw.sample(sorted(self.people), min(count, len(self.people))):
            del self.people[key]

    def judge(self, count: int) -> None:
        """Other verdicts than before, on people who may have left."""
        self.verdicts = [
            {
                "source_name": "crm",
                "source_record_id": one,
                "other_source_name": "crm",
                "other_source_record_id": other,
                "verdict": self.draw.choice(["must-link", "cannot-link"]),
            }
            for one, other in (
                self.draw.sample(sorted(self.people), 2)
                for _ in range(count)
                if len(self.people) > 1
            )
        ]

    def stage(self, bench: Bench) -> None:
        people = list(self.people.values())
        self.draw.shuffle(people)
        fill(bench, "stg_crm__people", PEOPLE, people)
        fill(bench, "identity_verdicts", VERDICT, self.verdicts)


LASTS = ["García", "López", "Ruiz", "Sanz", "Vega"]
batches = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["arrive", "correct", "leave", "judge"]), st.integers(1, 3)),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=16,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 9999), size=st.integers(4, 26), days=batches)
def test_kept_scores_are_those_of_scoring_all_anew(
    bench: Bench, seed: int, size: int, days: list[list[tuple[str, int]]]
) -> None:
    company = Company(Random(seed))
    company.arrive(size)
    forget(bench)
    for changes in [[], *days]:
        for what, count in changes:
            getattr(company, what)(count)
        company.stage(bench)
        build(bench)
        found, anew = kept_and_anew(bench)
        assert found == anew


def test_a_day_without_a_change_scores_nothing(bench: Bench) -> None:
    company = Company(Random(1))
    company.arrive(40)
    company.stage(bench)
    forget(bench)
    build(bench)
    assert scored_pairs(bench) > 20, "there is nothing to keep"
    score(bench)
    assert scored_pairs(bench) == 0


def test_who_arrives_is_compared_and_the_others_are_not(bench: Bench) -> None:
    company = Company(Random(2))
    company.arrive(40)
    company.stage(bench)
    forget(bench)
    build(bench)
    before = scored_pairs(bench)
    company.people["new"] = company.record("new", next(iter(company.people.values())))
    company.stage(bench)
    build(bench)
    assert 0 < scored_pairs(bench) < before / 2


@contextmanager
def changed_seed(bench: Bench, name: str, change: str) -> Iterator[None]:
    """A table of policy with another row, for a while."""
    relation = bench.relation(name)
    bench.connection.execute(f"create or replace temp table as_it_was as from {relation}")
    bench.connection.execute(f"update {relation} set {change}")
    yield
    bench.connection.execute(f"delete from {relation}; insert into {relation} from as_it_was")


CHANGES = [
    ("identity_default_weights", "m = m / 2 where comparison = 'street' and level = 'same'"),
    ("identity_blocking_rules", "max_descriptions_per_block = 2"),
    ("identifier_rules", "value = '0.6' where rule = 'review_probability'"),
]


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_what_scores_are_made_by_makes_them_anew(bench: Bench, name: str, change: str) -> None:
    company = Company(Random(3))
    company.arrive(40)
    company.stage(bench)
    forget(bench)
    build(bench)
    with changed_seed(bench, name, change):
        score(bench)
        pairs = scored_pairs(bench)
        found, anew = kept_and_anew(bench)
        assert found == anew
        assert pairs == scored_pairs(bench) > 20


def test_a_run_that_fails_half_way_makes_the_next_one_score_all(bench: Bench) -> None:
    company = Company(Random(4))
    company.arrive(40)
    company.stage(bench)
    forget(bench)
    build(bench)
    everything = kept(bench)
    company.leave(5)
    company.stage(bench)
    # Forgotten before the pairs are written, as their hook does it, and never written again.
    bench.give(KEPT[-1], bench.project.columns[KEPT[-1]], [])
    bench.build([*MODELS, *SCORING_MODELS, KEPT[0]])
    company.arrive(3)
    company.stage(bench)
    build(bench)
    found, anew = kept_and_anew(bench)
    assert found == anew != everything
