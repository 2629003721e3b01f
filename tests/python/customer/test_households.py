"""Households in SQL are the connected components of people and what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import Bench
from tests.python.reference.households import Resident, household_keys

MODELS = [
    "int_household_people",
    "int_household_edges",
    "int_household_leaders",
    "int_households",
]
SUMS = {"customer_id": "varchar", "first_created_at": "timestamp"}
FIELDS = {
    "customer_id": "varchar",
    "last_name": "varchar",
    "street": "varchar",
    "postal_code": "varchar",
    "city": "varchar",
    "country": "varchar",
}
POINTS = {
    "customer_id": "varchar",
    "contact_point_type": "varchar",
    "contact_point": "varchar",
}
LIMITS = {"shared": "varchar", "max_people": "bigint"}


def draw_people(draw: Random, blocks: int) -> list[Resident]:
    """Blocks of eight who share phones, streets and names within their block."""
    return [
        Resident(
            f"p{block:03}.{number}",
            draw.choice([None, datetime(2024, 1, 1), datetime(2025, 1, 1)]),
            draw.choice([None, "Gil", "GIL Ruiz", "Gíl", "Ruiz", "de la Cruz", "de la Paz", "de"]),
            draw.choice([None, f"Calle {block}, 1", f"calle {block} 1", f"Paseo {block}"]),
            draw.choice([None, "28001", "42001"]),
            draw.choice([None, "Madrid", "MADRID"]),
            draw.choice([None, "ES", "ES", "FR"]),
            frozenset(f"+34{block}{draw.randrange(6)}" for _ in range(draw.randrange(3))),
        )
        for block in range(blocks)
        for number in range(8)
    ]


def keys_in_sql(
    bench: Bench, people: Sequence[Resident], limits: Mapping[str, int]
) -> dict[str, str]:
    """The household of each person; who is in none is their own, as in dim_customers."""
    bench.give(
        "int_customer_records_summed",
        SUMS,
        [{c: getattr(person, c) for c in SUMS} for person in people],
    )
    bench.give(
        "int_customer_fields_pivoted",
        FIELDS,
        [{c: getattr(person, c) for c in FIELDS} for person in people],
    )
    bench.give(
        "dim_contact_points",
        POINTS,
        [
            {
                "customer_id": person.customer_id,
                "contact_point_type": kind,
                "contact_point": phone,
            }
            for person in people
            for phone in sorted(person.phones)
            # An address of another kind shares nothing.
            for kind in ("phone", "customer_number")
        ],
    )
    rows = [{"shared": shared, "max_people": limit} for shared, limit in limits.items()]
    bench.give("household_rules", LIMITS, rows)
    bench.build(MODELS)
    found = bench.rows(f"select customer_id, household_key from {bench.relation('int_households')}")
    known = {str(customer): str(key) for customer, key in found}
    assert len(known) == len(found)
    return {
        person.customer_id: known.get(person.customer_id, person.customer_id) for person in people
    }


limits = st.dictionaries(st.sampled_from(["phone", "address", "household"]), st.integers(2, 5))


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(draw=st.randoms(use_true_random=False), limits=limits)
def test_households_are_connected_components(
    bench: Bench, draw: Random, limits: dict[str, int]
) -> None:
    people = draw_people(draw, 2)
    assert keys_in_sql(bench, people, limits) == household_keys(people, limits)


@pytest.mark.parametrize("limit", [2, 3, 5])
def test_so_are_those_of_many_people(bench: Bench, limit: int) -> None:
    people = draw_people(Random(limit), 200)
    limits = {"phone": limit, "address": limit}
    assert keys_in_sql(bench, people, limits) == household_keys(people, limits)


def test_a_long_chain_is_one_household_in_few_rounds(bench: Bench) -> None:
    places = list(range(1500))
    Random(7).shuffle(places)
    people = [
        Resident(f"p{n:04}", phones=frozenset({f"+34{place}", f"+34{place + 1}"}))
        for n, place in enumerate(places)
    ]

    assert set(keys_in_sql(bench, people, {"phone": 2}).values()) == {"p0000"}
    rounds = bench.rows(f"select max(round_number) from {bench.relation('int_household_leaders')}")
    assert int(str(rounds[0][0])) <= 40


def test_a_phone_of_a_call_centre_and_a_student_home_are_no_households(bench: Bench) -> None:
    centre = [Resident(f"c{n}", phones=frozenset({"+34900"})) for n in range(7)]
    home = [
        Resident(f"s{n}", last_name="Gil" if n < 2 else f"Name {n}", street="Paseo 2", city="Soria")
        for n in range(11)
    ]
    limits = {"phone": 6, "address": 10}

    crowded = keys_in_sql(bench, centre + home, limits)
    fewer = keys_in_sql(bench, centre[:6] + home[:10], limits)

    assert all(customer == key for customer, key in crowded.items())
    assert {key for customer, key in fewer.items() if customer.startswith("c")} == {"c0"}
    assert fewer["s1"] == "s0" and fewer["s2"] == "s2"


def test_a_child_lives_with_both_parents(bench: Bench) -> None:
    def at_home(name: str, last_name: str, country: str | None = "ES") -> Resident:
        return Resident(name, None, last_name, "Calle Mayor, 1", None, "Soria", country)

    family = [
        at_home("father", "García López"),
        at_home("mother", "Martínez Ruiz", None),
        at_home("child", "García Martínez"),
        at_home("lodger", "de la Fuente"),
        at_home("other lodger", "de la Torre"),
    ]

    keys = keys_in_sql(bench, family, {"address": 5})

    assert {keys["father"], keys["mother"], keys["child"]} == {"child"}
    assert (keys["lodger"], keys["other lodger"]) == ("lodger", "other lodger")


def test_more_who_hang_together_than_a_household_has_are_none(bench: Bench) -> None:
    chain = [Resident(f"p{n}", phones=frozenset({f"+34{n}", f"+34{n + 1}"})) for n in range(5)]

    together = keys_in_sql(bench, chain, {"phone": 2, "household": 5})
    apart = keys_in_sql(bench, chain, {"phone": 2, "household": 4})

    assert set(together.values()) == {"p0"}
    assert all(customer == key for customer, key in apart.items())
