"""Who is one person without a shared identifier, and who is two whatever they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random

import pytest

from tests.python.compiled_sql import ROOT, Bench, Rows, compile_project
from tests.python.identity.test_identity_clusters import (
    MODELS,
    PEOPLE,
    PROBABLE_MODELS,
    VERDICT,
    fill,
)

SCORING_MODELS = [
    "int_identity_level_weights",
    "int_identity_match_rules",
    "int_identity_blocking_keys",
    "int_identity_descriptions",
    "int_identity_population",
    "int_identity_terms",
    "int_identity_scoring",
    "int_identity_description_versions",
    "int_identity_blocks",
    "int_identity_open_descriptions",
    "int_identity_block_members",
    "int_identity_candidate_pairs",
    "int_identity_pairs_compared",
    "int_identity_pair_evidence",
    "int_identity_pair_scores",
    "int_identity_fresh_pairs",
]
# In the order in which they are built.
KEPT = [
    "int_identity_likely_pairs",
    "int_identity_scored_terms",
    "int_identity_scored_descriptions",
]
TEXT = "varchar"
SEEDS = {
    "identifier_rules": ("seeds", dict.fromkeys(("identifier_type", "rule", "value"), TEXT)),
    "identity_weights": (
        "seeds",
        {"comparison": TEXT, "level": TEXT, "m": "decimal(18,12)", "u": "decimal(18,12)"}
        | {"uses_term_frequency": "boolean"},
    ),
    "identity_blocking_rules": (
        "models/identity/parameters",
        {"blocking_rule_id": TEXT, "keys": TEXT, "max_descriptions_per_block": "bigint"},
    ),
    "name_variants": ("models/staging/reference", {"variant": TEXT, "name": TEXT}),
}
SEEDS["identity_default_weights"] = ("models/identity/parameters", SEEDS["identity_weights"][1])

Person = Mapping[str, object]
MARTA: Person = {
    "first_name": "Marta",
    "last_name": "García López",
    "birth_date": date(1980, 5, 4),
    "street": "Calle Mayor 3, 2º B",
    "city": "Madrid",
    "postal_code": "28013",
    "email": "marta.garcia@correo.es",
    "phone": "+34600111222",
}
HOME = {name: MARTA[name] for name in ("street", "city", "postal_code")}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    variables = {"as_of": "2026-01-31 06:00:00", "sources": {"crm": {"entities": ["people"]}}}
    home = tmp_path_factory.mktemp("probable")
    bench = Bench(compile_project(home, "models/identity models/staging", variables))
    for name, (folder, columns) in SEEDS.items():
        listed = ", ".join(
            f"cast({column} as {kind}) as {column}" for column, kind in columns.items()
        )
        bench.connection.execute(
            f"create table {bench.relation(name)} as select {listed}"
            f" from read_csv('{ROOT / folder / name}.csv', all_varchar = true, nullstr = '')"
        )
    return bench


def forget(bench: Bench) -> None:
    """What a full refresh does before the first model."""
    for name in KEPT:
        bench.give(name, bench.project.columns[name], [])


def groups(bench: Bench, people: Iterable[Person], verdicts: Rows = ()) -> set[frozenset[str]]:
    """The records of each person, by their keys r0, r1 … in the order given."""
    staged = [
        {"source_name": "crm", "source_record_id": f"r{n}"} | dict(each)
        for n, each in enumerate(people)
    ]
    return grouped(bench, staged, verdicts)


def grouped(bench: Bench, staged: Rows, verdicts: Rows = ()) -> set[frozenset[str]]:
    fill(bench, "stg_crm__people", PEOPLE, staged)
    fill(bench, "identity_verdicts", VERDICT, verdicts)
    forget(bench)
    bench.build([*MODELS, *SCORING_MODELS, *KEPT, *PROBABLE_MODELS])
    found: dict[object, set[str]] = defaultdict(set)
    rows = bench.rows(
        f"select person_rank, source_record_id from {bench.relation('int_identity_persons')}"
        f" inner join {bench.relation('int_identity_records')} using (record_rank)"
    )
    for person, record in rows:
        found[person].add(str(record))
    return {frozenset(records) for records in found.values()}


def but(person: Person, **changes: object) -> Person:
    return {**person, **changes}


ONE_PERSON = [
    pytest.param(
        but(MARTA, email=None, phone=None),
        but(MARTA, first_name="Matra", birth_date=date(1980, 4, 5), email=None, phone=None),
        id="day and month changed places",
    ),
    pytest.param(
        but(MARTA, email=None, phone=None),
        but(MARTA, last_name="Garcia Lopes", birth_date=date(1980, 5, 14), email=None, phone=None),
        id="a slip in the name and one digit of the birth date",
    ),
    pytest.param(
        but(MARTA, first_name="José", email=None, phone=None),
        but(MARTA, first_name="Pepe", street=None, city=None, postal_code=None, email=None),
        id="a short form, and nothing but name and birth date",
    ),
    pytest.param(
        but(MARTA, email=None, phone=None, birth_date=None),
        but(MARTA, first_name="García López", last_name="Marta", email=None, phone=None),
        id="first and last name changed places",
    ),
    pytest.param(
        but(MARTA, email=None, phone=None),
        but(
            MARTA,
            last_name="García",
            street="C/ Mayor 3",
            email="marta@otro.com",
            phone=None,
        ),
        id="one of two surnames",
    ),
    pytest.param(
        but(MARTA, phone=None),
        but(MARTA, street="Avenida Real 9", city="Lugo", postal_code="27001", email=None),
        id="moved house",
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_one_person_is_found_without_a_shared_identifier(
    bench: Bench, one: Person, other: Person
) -> None:
    assert groups(bench, [one, other]) == {frozenset({"r0", "r1"})}


CROWD = [
    {"first_name": first, "last_name": last, "phone": "+34911000000"}
    for first in ("Ana", "Bruno", "Carla", "Diego", "Elena", "Fermín")
    for last in ("Gil", "Ruiz", "Sanz", "Vega", "Rey")
]
TWO_PEOPLE = [
    pytest.param(
        [
            MARTA,
            but(MARTA, first_name="Bruno", birth_date=date(1978, 1, 9)),
            but(MARTA, first_name="Eva"),
        ],
        id="a family with one e-mail",
    ),
    pytest.param([MARTA, but(MARTA, first_name="Lucía")], id="twins with one e-mail and one phone"),
    pytest.param(
        [
            but(MARTA, email=None, phone=None),
            but(MARTA, first_name="Lucía", email=None, phone=None),
        ],
        id="twins without an e-mail",
    ),
    pytest.param(
        [
            but(MARTA, first_name="Juan"),
            but(MARTA, first_name="Juan", birth_date=date(2008, 9, 21)),
        ],
        id="father and son of one name",
    ),
    pytest.param(
        [
            but(MARTA, first_name="Juan", email=None, phone=None),
            but(MARTA, first_name="Juan", birth_date=date(2008, 9, 21), email=None, phone=None),
        ],
        id="father and son of one name without an e-mail",
    ),
    pytest.param(
        [but(MARTA, first_name="Mario"), but(MARTA, first_name="María")],
        id="twins who have one name in two genders",
    ),
    pytest.param(
        [
            {"first_name": "Juan", "last_name": "Gil", "email": "los.gil@correo.es", **HOME},
            {"first_name": "Juana", "last_name": "Gil", "email": "los.gil@correo.es", **HOME},
        ],
        id="a couple of one name in two genders",
    ),
    pytest.param(CROWD, id="the phone of a call centre"),
    pytest.param(
        [
            {"first_name": "Ana", "last_name": "Gil", "email": "info@hotel-sol.es"},
            {"first_name": "Ana", "last_name": "Ruiz", "email": "info@hotel-luna.es"},
            {"first_name": "Bruno", "last_name": "Sanz", "email": "info@hotel-sol.es"},
            {"first_name": "Ana", "last_name": "Vega", "email": "info@hotel-sol.es"},
        ],
        id="an info@ mailbox",
    ),
    pytest.param(
        [
            but(MARTA, customer_number="123456", email=None, phone=None),
            {"first_name": "Bruno", "last_name": "Sanz", "customer_number": "123456"},
        ],
        id="two people swapped on one loyalty card",
    ),
    pytest.param(
        [
            {"first_name": "Ana", "last_name": "Gil", "email": "test@test.com", **HOME},
            {"first_name": "Ana", "last_name": "Ruiz", "email": "test@test.com"},
            {"first_name": "Ana", "phone": "+34000000000", "customer_number": "0"},
            {"first_name": "Ana", "phone": "+34000000000", "customer_number": "0"},
        ],
        id="placeholder values",
    ),
    pytest.param(
        [
            {"first_name": "María", "last_name": "García", "city": "Madrid"},
            {"first_name": "María", "last_name": "García", "city": "Madrid"},
        ],
        id="two of a common name in one town",
    ),
]


@pytest.mark.parametrize("people", TWO_PEOPLE)
def test_two_people_stay_two_whatever_they_share(bench: Bench, people: list[Person]) -> None:
    assert groups(bench, people) == {frozenset({f"r{n}"}) for n in range(len(people))}


def test_a_verdict_is_obeyed_against_all_evidence(bench: Bench) -> None:
    twins = [MARTA, but(MARTA, first_name="Lucía", email=None)]
    slip = but(MARTA, first_name="Matra", email=None, phone=None)
    assert groups(bench, [MARTA, slip]) == {frozenset({"r0", "r1"})}
    assert len(groups(bench, [MARTA, slip], [verdict("cannot-link")])) == 2
    assert len(groups(bench, twins)) == 2
    assert groups(bench, twins, [verdict("must-link")]) == {frozenset({"r0", "r1"})}
    both = [verdict("must-link"), verdict("cannot-link")]
    assert len(groups(bench, [MARTA, slip], both)) == 2


def verdict(which: str) -> Person:
    return {
        "source_name": "crm",
        "source_record_id": "r0",
        "other_source_name": "crm",
        "other_source_record_id": "r1",
        "verdict": which,
    }


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_nothing(bench: Bench, seed: int) -> None:
    staged = misspelt_people(Random(seed), 40)
    before = grouped(bench, staged)
    scored = told_scores(bench)
    Random(seed + 1).shuffle(staged)
    assert grouped(bench, staged) == before
    assert told_scores(bench) == scored
    assert len(before) < len(staged), "nobody was found"


def told_scores(bench: Bench) -> list[tuple[object, ...]]:
    return bench.rows(f"from {bench.relation('int_identity_pair_scores')} order by all")


def misspelt_people(draw: Random, count: int) -> list[dict[str, object]]:
    """Two or three records of each person, with slips in some of them."""
    firsts = ["Ana", "Bruno", "Carla", "Diego", "Elena", "Hugo", "Inés", "Marta", "Pablo", "Sara"]
    lasts = ["García", "López", "Ruiz", "Sanz", "Vega", "Rey", "Gil", "Ortega", "Navarro", "Cruz"]
    staged: list[dict[str, object]] = []
    for n in range(count):
        born = date(1960, 1, 1) + timedelta(days=draw.randrange(15_000))
        person = {
            "first_name": draw.choice(firsts),
            "last_name": f"{draw.choice(lasts)} {draw.choice(lasts)}",
            "birth_date": born,
            "street": f"Calle {draw.choice(lasts)} {draw.randrange(1, 99)}",
            "city": draw.choice(["Madrid", "Lugo", "Vigo"]),
            "postal_code": f"{draw.randrange(10_000, 52_000)}",
        }
        for copy in range(draw.choice([1, 2, 3])):
            record = {"source_name": "crm", "source_record_id": f"p{n}c{copy}"} | person
            if draw.random() < 0.5:
                record["last_name"] = str(person["last_name"])[:-1] + draw.choice("aeiouz")
            if draw.random() < 0.2:
                record["birth_date"] = None
            if draw.random() < 0.2:
                record["street"] = None
            staged.append(record)
    return staged
