"""The compiled identity models give exactly what taking the links one by one gives."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import Bench, Rows, compile_project
from tests.python.reference.identity import KINDS, Match, Record, Rules, Verdict, resolve

MODELS = [
    "int_identity_records",
    "int_identity_identifiers",
    "int_identifier_limits",
    "dim_identifiers",
    "int_identity_verdicts",
    "int_identity_edges",
    "int_identity_leaders",
    "int_identity_components",
    "int_identity_profiles",
    "int_identity_contradictions",
    "int_identity_excess_identifiers",
    "int_identity_contested_records",
    "int_identity_contested_links",
    "int_identity_contested_leaders",
    "int_identity_certain_persons",
]
PROBABLE_MODELS = [
    "int_identity_probable_links",
    "int_identity_probable_persons",
    "int_identity_probable_identifiers",
    "int_identity_probable_obstacles",
    "int_identity_probable_leaders",
    "int_identity_persons",
]
PEOPLE = {
    "source_name": "varchar",
    "source_record_id": "varchar",
    "customer_number": "varchar",
    "account_id": "varchar",
    "email": "varchar",
    "phone": "varchar",
    "push_token": "varchar",
    "first_name": "varchar",
    "last_name": "varchar",
    "birth_date": "date",
    "gender": "varchar",
    "street": "varchar",
    "city": "varchar",
    "postal_code": "varchar",
    "country": "varchar",
    "language": "varchar",
    "time_zone": "varchar",
    "email_raw": "varchar",
    "phone_raw": "varchar",
    "is_email_verified": "boolean",
    "is_deleted": "boolean",
    "created_at": "timestamp",
    "updated_at": "timestamp",
    "email_acquired_at": "timestamp",
    "phone_acquired_at": "timestamp",
    "address_acquired_at": "timestamp",
}
VERDICT = {
    "source_name": "varchar",
    "source_record_id": "varchar",
    "other_source_name": "varchar",
    "other_source_record_id": "varchar",
    "verdict": "varchar",
    "reason": "varchar",
}
SCORE = {
    "earlier_rank": "bigint",
    "later_rank": "bigint",
    "match_weight": "decimal(9, 4)",
    "probability": "decimal(5, 4)",
}
MATCH_RULES = {
    "link_probability": "decimal(5, 4)",
    "is_name_decisive": "boolean",
    "is_birth_date_decisive": "boolean",
}
RULE = {"identifier_type": "varchar", "rule": "varchar", "value": "varchar", "reason": "varchar"}
OPEN_RULES = Rules(
    priority={kind: place for place, kind in enumerate(KINDS, start=1)},
    max_values={},
    max_records={},
    max_contradictions={},
    never=frozenset(),
    variants={},
)

Persons = frozenset[frozenset[tuple[str, str]]]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Bench:
    variables = {
        "as_of": "2026-01-31 06:00:00",
        "sources": {"crm": {"entities": ["people"]}},
    }
    home = tmp_path_factory.mktemp("identity")
    return Bench(compile_project(home, "models/identity models/staging", variables, parsed=parsed))


def persons(
    bench: Bench,
    records: Sequence[Record],
    rules: Rules,
    verdicts: Sequence[Verdict] = (),
    matches: Sequence[Match] = (),
) -> Persons:
    """What the compiled models make of the records."""
    numbers = {
        "priority": rules.priority,
        "max_values_per_person": rules.max_values,
        "max_records_per_value": rules.max_records,
        "max_contradictions": rules.max_contradictions,
    }
    listed = [
        {"identifier_type": kind, "rule": rule, "value": str(number)}
        for rule, by_kind in numbers.items()
        for kind, number in by_kind.items()
    ]
    never = [{"identifier_type": k, "rule": "never_value", "value": v} for k, v in rules.never]
    variants = [{"variant": form, "name": name} for form, name in rules.variants.items()]
    fill(bench, "stg_crm__people", PEOPLE, [asdict(record) for record in records])
    fill(bench, "identifier_rules", RULE, listed + never)
    fill(bench, "name_variants", {"variant": "varchar", "name": "varchar"}, variants)
    decided = [
        {
            "source_name": each.one[0],
            "source_record_id": each.one[1],
            "other_source_name": each.other[0],
            "other_source_record_id": each.other[1],
            "verdict": each.verdict,
        }
        for each in verdicts
    ]
    fill(bench, "identity_verdicts", VERDICT, decided)
    bench.build(MODELS)
    fill(bench, "int_identity_likely_pairs", SCORE, scores(records, matches))
    decisive = {
        "link_probability": 0.9,
        "is_name_decisive": rules.is_name_decisive,
        "is_birth_date_decisive": rules.is_birth_date_decisive,
    }
    fill(bench, "int_identity_match_rules", MATCH_RULES, [decisive])
    bench.build(PROBABLE_MODELS)
    found: dict[object, set[tuple[str, str]]] = defaultdict(set)
    rows = bench.rows(
        "select person_rank, source_name, source_record_id"
        f" from {bench.relation('int_identity_persons')}"
        f" inner join {bench.relation('int_identity_records')} using (record_rank)"
    )
    for person, source_name, source_record_id in rows:
        found[person].add((str(source_name), str(source_record_id)))
    return frozenset(frozenset(members) for members in found.values())


def scores(records: Sequence[Record], matches: Sequence[Match]) -> Rows:
    """The matches as the models score them, by the places of their records."""
    ordered = sorted(records, key=lambda record: record.order)
    rank = {record.key: place for place, record in enumerate(ordered, start=1)}
    return [
        {
            "earlier_rank": min(rank[each.one], rank[each.other]),
            "later_rank": max(rank[each.one], rank[each.other]),
            "match_weight": each.weight,
            "probability": 0.9 if each.weight > 0 else 0.8,
        }
        for each in matches
    ]


def fill(bench: Bench, name: str, columns: Mapping[str, str], rows: Rows) -> None:
    """Give rows in one statement: row by row takes longer than what is tested."""
    bench.give(name, columns, [])
    if rows:
        line = "(" + ", ".join("?" for _ in columns) + ")"
        bench.connection.execute(
            f"insert into {bench.relation(name)} values {', '.join(line for _ in rows)}",
            [row.get(column) for row in rows for column in columns],
        )


def several(values: Iterable[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), st.sampled_from(list(values)))


NAMES = [
    "Ana",
    "Ána",
    "Anna María",
    "María",
    "Bruno",
    "Bruna",
    "Brnuo",
    "Bob",
    "Robert",
    "B.",
    "Gil",
]
DATES = [
    date(1980, 5, 4),
    date(1980, 4, 5),
    date(1980, 5, 28),
    date(1980, 6, 14),
    date(1951, 11, 30),
]
TIMES = [datetime(2024, 1, 1), datetime(2025, 1, 1), datetime(2025, 6, 1)]
record_fields = st.fixed_dictionaries(
    {
        "source_name": st.sampled_from(["crm", "pos"]),
        "customer_number": several("123"),
        "account_id": several(["shop:1", "shop:2"]),
        "email": several(["a@x.es", "b@x.es", "c@x.es", "none@x.es"]),
        "phone": several(["+341", "+342", "+343"]),
        "first_name": several(NAMES),
        "last_name": several(["Gil", "Ruiz", "Ana", "María Gil"]),
        "birth_date": st.one_of(st.none(), st.sampled_from(DATES)),
        "created_at": st.one_of(st.none(), st.sampled_from(TIMES)),
    }
)
record_lists = st.lists(record_fields, min_size=1, max_size=14).map(
    lambda drawn: [Record(source_record_id=f"r{n}", **each) for n, each in enumerate(drawn)]
)
limits = st.dictionaries(st.sampled_from(KINDS), st.integers(1, 3), max_size=3)
rule_sets = st.builds(
    Rules,
    priority=st.permutations([1, 2, 3, 4]).map(lambda p: dict(zip(KINDS, p, strict=True))),
    max_values=limits,
    max_records=st.dictionaries(st.sampled_from(KINDS), st.integers(1, 9), max_size=2),
    max_contradictions=st.dictionaries(st.sampled_from(KINDS), st.integers(0, 2), max_size=2),
    never=st.sampled_from([frozenset(), frozenset({("email", "none@x.es")})]),
    variants=st.sampled_from([{}, {"bob": "robert"}]),
)


# So many cases are told apart by the values of their identifiers and decided in one run, which
# takes hardly longer than for one: nothing that one shares with another links them.
CASES_AT_ONCE = 10
EXAMPLES = int(os.environ.get("BATUTA_IDENTITY_EXAMPLES", "300")) // CASES_AT_ONCE


def of_case(number: int, record: Record) -> Record:
    """The record under a name, and with identifiers, that no other case has."""
    values = {kind: getattr(record, kind) for kind in KINDS}
    return replace(
        record,
        source_record_id=f"{number:02}{record.source_record_id}",
        **{kind: value and f"{number:02}{value}" for kind, value in values.items()},
    )


def key_of_case(number: int, key: tuple[str, str]) -> tuple[str, str]:
    return key[0], f"{number:02}{key[1]}"


def rules_of_cases(rules: Rules, count: int) -> Rules:
    """The rules, with what never identifies anybody in the words of each case."""
    never = {(kind, f"{n:02}{value}") for kind, value in rules.never for n in range(count)}
    return replace(rules, never=frozenset(never))


def by_case(found: Persons, count: int) -> list[Persons]:
    """The persons of each case, in the names they have there; a case by itself."""
    cases: list[set[frozenset[tuple[str, str]]]] = [set() for _ in range(count)]
    for members in found:
        (number,) = {int(record[:2]) for _, record in members}
        cases[number].add(frozenset((source, record[2:]) for source, record in members))
    return [frozenset(case) for case in cases]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(
    cases=st.lists(record_lists, min_size=CASES_AT_ONCE, max_size=CASES_AT_ONCE),
    rules=rule_sets,
    seed=st.integers(0, 999),
)
def test_links_taken_at_once_are_links_taken_one_by_one(
    bench: Bench, cases: list[list[Record]], rules: Rules, seed: int
) -> None:
    together = [of_case(number, each) for number, case in enumerate(cases) for each in case]
    Random(seed).shuffle(together)
    found = persons(bench, together, rules_of_cases(rules, len(cases)))
    assert by_case(found, len(cases)) == [resolve(case, rules) for case in cases]


@st.composite
def judged_records(
    draw: st.DrawFn,
) -> tuple[list[Record], list[Verdict], list[Match]]:
    """Records, what a person said of some of them, and matches, one per pair and weight."""
    records = draw(record_lists.filter(lambda drawn: len(drawn) > 1))
    pairs = st.lists(st.sampled_from(records), min_size=2, max_size=2, unique_by=lambda r: r.key)
    drawn = draw(st.lists(st.tuples(st.sampled_from(["must-link", "cannot-link"]), pairs)))
    verdicts = [Verdict(verdict, one.key, other.key) for verdict, (one, other) in drawn[:5]]
    weighed = draw(
        st.lists(
            st.tuples(st.integers(0, 4), pairs),
            max_size=20,
            unique_by=lambda each: frozenset(record.key for record in each[1]),
        )
    )
    return (
        records,
        verdicts,
        [Match(weight, one.key, other.key) for weight, (one, other) in weighed],
    )


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(
    cases=st.lists(judged_records(), min_size=CASES_AT_ONCE, max_size=CASES_AT_ONCE),
    rules=rule_sets,
    decisive=st.tuples(st.booleans(), st.booleans()),
    seed=st.integers(0, 999),
)
def test_verdicts_and_matches_at_once_are_verdicts_and_matches_one_by_one(
    bench: Bench,
    cases: list[tuple[list[Record], list[Verdict], list[Match]]],
    rules: Rules,
    decisive: tuple[bool, bool],
    seed: int,
) -> None:
    rules = replace(rules, is_name_decisive=decisive[0], is_birth_date_decisive=decisive[1])
    records, verdicts, matches = [], [], []
    for number, (people, judged, weighed) in enumerate(cases):
        records += [of_case(number, each) for each in people]
        for made, given_here in ((verdicts, judged), (matches, weighed)):
            made += [
                replace(
                    each, one=key_of_case(number, each.one), other=key_of_case(number, each.other)
                )
                for each in given_here
            ]
    Random(seed).shuffle(records)
    Random(seed).shuffle(verdicts)
    found = persons(bench, records, rules_of_cases(rules, len(cases)), verdicts, matches)
    assert by_case(found, len(cases)) == [
        resolve(people, rules, judged, [match for match in weighed if match.weight > 0])
        for people, judged, weighed in cases
    ]


@pytest.mark.parametrize("seed", range(5))
def test_without_refusals_persons_are_connected_components(bench: Bench, seed: int) -> None:
    draw = Random(seed)
    records = [
        Record("crm", f"r{n}", email=f"e{draw.randrange(220)}", phone=f"p{draw.randrange(220)}")
        for n in range(200)
    ]
    graph: nx.Graph[object] = nx.Graph()
    for record in records:
        graph.add_edge(record.key, ("email", record.email))
        graph.add_edge(record.key, ("phone", record.phone))
    expected = frozenset(
        frozenset(node for node in nodes if node[0] == "crm")
        for nodes in nx.connected_components(graph)
    )
    assert persons(bench, records, OPEN_RULES) == expected


@pytest.mark.parametrize("is_contested", [False, True], ids=["plain", "contested"])
def test_a_chain_of_any_length_settles_in_few_rounds(bench: Bench, is_contested: bool) -> None:
    length = 3000
    places = list(range(length))
    Random(7).shuffle(places)
    ends = {0: "Ana", length - 1: "Bruno"} if is_contested else {}
    records = [
        Record(
            "crm",
            f"r{n:05}",
            email=f"e{place // 2}",
            phone=f"p{(place + 1) // 2}",
            first_name=ends.get(place),
        )
        for n, place in enumerate(places)
    ]
    sizes = [len(members) for members in persons(bench, records, OPEN_RULES)]
    model = "int_identity_contested_leaders" if is_contested else "int_identity_leaders"
    rounds = bench.rows(f"select max(round_number) from {bench.relation(model)}")
    assert sum(sizes) == length
    assert len(sizes) == (2 if is_contested else 1)
    assert rounds[0][0] is not None
    assert int(str(rounds[0][0])) <= 40
