"""Every golden field survives in SQL as it does when candidates are dropped one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import Bench
from tests.python.customer.conftest import AS_OF, SOURCES
from tests.python.reference.survivorship import (
    Golden,
    House,
    Record,
    Rule,
    fold,
    golden_record,
)

MODELS = [
    "int_customer_records",
    "int_customer_field_values",
    "int_customer_values_weighed",
    "int_customer_golden_addresses",
    "int_customer_golden_fields",
    "int_customer_fields_pivoted",
]
# A few spellings of a few values, so that candidates meet and tie.
VALUES = {
    "first_name": ["Ana", "ANA", "Ána", "Anna"],
    "last_name": ["Gil", "Gil Ruiz", "GIL"],
    "email": ["a@x.es", "bb@x.es", "none@x.es"],
    "phone": ["+341", "+3422"],
    "push_token": ["t1", "t2"],
    "birth_date": ["1980-05-04", "1981-05-04"],
    "gender": ["female", "male"],
    "street": ["Calle Mayor, 1", "CALLE MAYOR 1", "Paseo 2"],
    "city": ["Málaga", "Malaga", "Soria"],
    "postal_code": ["28001", "42001"],
    "country": ["ES", "FR"],
    "language": ["es", "fr"],
    "time_zone": ["Europe/Madrid", "Europe/Paris"],
    "customer_number": ["17", "018"],
}
PLACEHOLDERS = frozenset({("email", "none@x.es")})
STRATEGIES = ["most_trusted", "most_recent", "most_frequent", "longest", "verified_first"]
MOMENT = datetime.fromisoformat(AS_OF)
TIMES = [datetime(2025, 1, 1), datetime(2025, 1, 2), datetime(2026, 1, 30), datetime(2026, 3, 1)]


def draw_people(draw: Random, count: int) -> list[list[Record]]:
    """Persons of one to six records, each of which knows about half of the fields."""
    return [
        [
            Record(
                f"p{person}",
                draw.choice(["crm", "shopify", "pos"]),
                f"r{person}.{number}",
                {f: draw.choice(v) for f, v in VALUES.items() if draw.random() < 0.6},
                draw.choice([None, False, True]),
                draw.choice([None, False, False, False, True]),
                draw.choice([None, *TIMES[:3]]),
                draw.choice([None, *TIMES]),
            )
            for number in range(draw.randint(1, 6))
        ]
        for person in range(count)
    ]


def draw_rules(draw: Random) -> dict[str, Rule]:
    orders = [(), ("pos",), ("shopify", "crm"), ("pos", "crm", "shopify")]
    return {
        field: Rule(draw.choice(STRATEGIES), draw.choice(orders))
        for field in VALUES
        if draw.random() < 0.9
    }


def survive_in_sql(
    bench: Bench, records: Sequence[Record], house: House
) -> dict[str, dict[str, Golden]]:
    """What the compiled models make of the records, person by person."""
    people_columns = bench.project.columns["stg_crm__people"]
    bench.give(
        "stg_crm__people",
        people_columns,
        [
            {
                "source_name": record.source_name,
                "source_record_id": record.source_record_id,
                "is_email_verified": record.is_email_verified,
                "is_deleted": record.is_deleted,
                "created_at": record.created_at,
                "updated_at": record.updated_at,
            }
            | dict(record.values)
            for record in records
        ],
    )
    bench.give(
        "bridge_customer_records",
        bench.project.columns["bridge_customer_records"],
        [
            {
                "source_name": record.source_name,
                "source_record_id": record.source_record_id,
                "customer_id": record.customer_id,
            }
            for record in records
        ],
    )
    bench.give(
        "survivorship_rules",
        {"field": "varchar", "strategy": "varchar", "source_order": "varchar"},
        [
            {
                "field": field,
                "strategy": rule.strategy,
                "source_order": "|".join(rule.source_order) or None,
            }
            for field, rule in house.rules.items()
        ],
    )
    bench.give(
        "dim_identifiers",
        {"identifier_type": "varchar", "identifier_value": "varchar", "is_contactable": "boolean"},
        [
            {"identifier_type": kind, "identifier_value": value, "is_contactable": False}
            for kind, value in house.placeholders
        ],
    )
    bench.give(
        "countries", {"country_code": "varchar"}, [{"country_code": c} for c in ("ES", "FR")]
    )
    zones = [{"time_zone": zone} for zone in VALUES["time_zone"]]
    bench.give("time_zones", {"time_zone": "varchar"}, zones)
    bench.build(MODELS)
    found: dict[str, dict[str, Golden]] = defaultdict(dict)
    for customer_id, field, *golden in bench.rows(
        "select customer_id, field, field_value, source_name, source_record_id, changed_at,"
        f" decided_by from {bench.relation('int_customer_golden_fields')}"
    ):
        found[str(customer_id)][str(field)] = Golden(*golden)  # type: ignore[arg-type]
    return found


def assert_survives_alike(bench: Bench, people: list[list[Record]], rules: dict[str, Rule]) -> None:
    house = House(rules, list(SOURCES), PLACEHOLDERS, MOMENT)
    found = survive_in_sql(bench, [record for person in people for record in person], house)
    for records in people:
        assert found.get(records[0].customer_id, {}) == golden_record(records, house)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(draw=st.randoms(use_true_random=False), count=st.integers(1, 3))
def test_fields_survive_as_by_dropping_candidates(bench: Bench, draw: Random, count: int) -> None:
    assert_survives_alike(bench, draw_people(draw, count), draw_rules(draw))


@pytest.mark.parametrize("seed", range(4))
def test_no_address_is_a_mixture(bench: Bench, seed: int) -> None:
    """Town and postal code beside a street are never those that only another street has."""
    draw = Random(seed)
    people, house = draw_people(draw, 300), House({}, list(SOURCES), PLACEHOLDERS, MOMENT)
    found = survive_in_sql(bench, [record for person in people for record in person], house)
    for records in people:
        golden = found.get(records[0].customer_id, {})
        if "street" not in golden:
            continue
        for field in {"city", "postal_code"} & set(golden):
            assert any(
                fold(record.values.get("street", golden["street"].value))
                == fold(golden["street"].value)
                for record in records
                if record.values.get(field) == golden[field].value and not record.is_deleted
            )


@pytest.mark.parametrize("seed", range(4))
def test_so_do_those_of_many_people(bench: Bench, seed: int) -> None:
    draw = Random(seed)
    assert_survives_alike(bench, draw_people(draw, 500), draw_rules(draw))


def test_what_survived_stands_side_by_side_with_source_and_time(bench: Bench) -> None:
    house = House({}, list(SOURCES), PLACEHOLDERS, MOMENT)
    known = {field: values[0] for field, values in VALUES.items()}
    whole = Record("p", "pos", "r", known, None, None, TIMES[0], TIMES[1])
    survive_in_sql(bench, [whole], house)
    fields = [field for field in VALUES if field != "birth_date"]
    columns = ", ".join(f"{f}, {f}_source, {f}_updated_at" for f in fields)

    (row,) = bench.rows(
        f"select {columns}, birth_date, known_field_count"
        f" from {bench.relation('int_customer_fields_pivoted')}"
    )

    assert list(row[0 : 3 * len(fields) : 3]) == [known[field] for field in fields]
    assert set(row[1 : 3 * len(fields) : 3]) == {"pos"}
    assert set(row[2 : 3 * len(fields) : 3]) == {TIMES[1]}
    assert row[-2:] == (date(1980, 5, 4), len(VALUES) - 1)
