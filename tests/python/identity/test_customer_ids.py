"""The compiled models keep published ids exactly as giving them one by one does."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from hashlib import md5
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import Bench, compile_project
from tests.python.reference.customer_ids import Key, name_persons

MODELS = ["int_identity_claims", "int_identity_kept_ids", "int_identity_customers"]
RECORD = {"record_rank": "bigint", "source_name": "varchar", "source_record_id": "varchar"}
PERSON = {"record_rank": "bigint", "person_rank": "bigint"}
PUBLISHED = {
    "source_name": "varchar",
    "source_record_id": "varchar",
    "published_customer_id": "varchar",
    "first_publication_number": "bigint",
    "first_published_at": "timestamp",
}
START = datetime(2026, 1, 1)
RECORDS: list[Key] = [("crm", f"r{n}") for n in range(9)]
# Ids that were made up, and one that is the name of a record.
IDS = ["x", "y", "z", md5(b"crm|r0").hexdigest()]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Bench:
    home = tmp_path_factory.mktemp("customer ids")
    variables = {"as_of": "2026-01-31 06:00:00"}
    return Bench(compile_project(home, "models/identity", variables, parsed=parsed))


def name_in_sql(
    bench: Bench, persons: list[list[Key]], published: dict[Key, str], order: list[str]
) -> list[str]:
    """What the compiled models call the persons."""
    ranks = {key: rank for rank, key in enumerate(sorted(k for p in persons for k in p), start=1)}
    bench.give(
        "int_identity_records",
        RECORD,
        [
            {"record_rank": rank, "source_name": key[0], "source_record_id": key[1]}
            for key, rank in ranks.items()
        ],
    )
    bench.give(
        "int_identity_persons",
        PERSON,
        [
            {"record_rank": ranks[key], "person_rank": ranks[members[0]]}
            for members in persons
            for key in members
        ],
    )
    bench.give(
        "int_identity_published_ids",
        PUBLISHED,
        [
            {
                "source_name": key[0],
                "source_record_id": key[1],
                "published_customer_id": each,
                # Two of them looked from one moment, and only their numbers tell which was first.
                "first_publication_number": order.index(each),
                "first_published_at": START + timedelta(days=order.index(each) // 2),
            }
            for key, each in published.items()
        ],
    )
    bench.build(MODELS)
    rows = bench.rows(
        f"select customer_id from {bench.relation('int_identity_customers')} order by person_rank"
    )
    return [str(row[0]) for row in rows]


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    places=st.lists(st.integers(0, 4), min_size=1, max_size=len(RECORDS)),
    ids=st.lists(st.sampled_from([None, *IDS]), min_size=len(RECORDS), max_size=len(RECORDS)),
    order=st.permutations(IDS),
)
def test_ids_kept_at_once_are_ids_kept_one_by_one(
    bench: Bench, places: list[int], ids: list[str | None], order: list[str]
) -> None:
    drawn: dict[int, list[Key]] = defaultdict(list)
    for key, place in zip(RECORDS, places, strict=False):
        drawn[place].append(key)
    persons = sorted(drawn.values())
    known = {key for members in persons for key in members}
    published = {
        key: each
        for key, each in zip(RECORDS, ids, strict=True)
        if each is not None and key in known
    }
    named = name_in_sql(bench, persons, published, order)
    assert named == name_persons(persons, published, order)
    assert len(set(named)) == len(named)
    for members, name in zip(persons, named, strict=True):
        claimed = {published[key] for key in members if key in published}
        assert name in claimed or claimed <= set(named), "a new name, and an id left to keep"


def test_who_joins_another_leaves_both_ids_alive(bench: Bench) -> None:
    a, b, c = RECORDS[:3]
    published = {a: "x", b: "x", c: "y"}
    assert name_in_sql(bench, [[a], [b, c]], published, ["x", "y"]) == ["x", "y"]
