"""What was published, said and wished goes with the person when two merge and when one splits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.python.compiled_sql import Bench, CompiledProject

TARGETS = [
    "bridge_customer_records",
    "fct_identity_changes",
    "dim_customers",
    "dim_channel_permissions",
    "fct_consents",
    "fct_preferences",
    "fct_contact_ledger",
    "int_customers_numbered",
    "int_cap_counts_before",
    "int_caps_of_customers",
]
PUBLISHED = datetime(2026, 1, 30, 6)
CHANNELS = [{"channel": "email", "contact_point_type": "email", "requires_opt_in": True}]
CAPS = [
    {
        "cap_id": "weekly",
        "scope": "all",
        "unit": "customer",
        "window_type": "rolling_days",
        "window_days": 7,
        "max_contacts": 4,
    }
]


@pytest.fixture
def house(project: CompiledProject) -> Bench:
    """A database of its own, for each test builds a day of its own."""
    return Bench(project)


def person(record: str, day: int, **values: object) -> dict[str, object]:
    return {
        "source_name": "crm",
        "source_record_id": record,
        "created_at": datetime(2025, 1, day),
    } | values


def build(house: Bench, people: list[dict[str, object]], published: dict[str, str]) -> None:
    """The next day: these records, of which some were published under these ids, with a contact
    to each; who wants two contacts a week is b, who withdrew e-mail is c."""
    columns = house.project.columns
    given: dict[str, list[dict[str, Any]]] = {
        "stg_crm__people": people,
        "stg_crm__consents": [
            {
                "source_name": "crm",
                "consent_id": f"consent of {record}",
                "source_record_id": record,
                "purpose": "contact",
                "channel": "email",
                "status": status,
                "recorded_at": datetime(2026, 1, 2),
            }
            for record, status in (("a", "granted"), ("b", "granted"), ("c", "withdrawn"))
        ],
        "stg_crm__preferences": [
            {
                "source_name": "crm",
                "preference_id": "wish of b",
                "source_record_id": "b",
                "preference": "max_contacts_per_week",
                "value": "2",
                "recorded_at": datetime(2026, 1, 2),
            }
        ],
        "stg_batuta__published_runs": [{"run_id": "r", "as_of": PUBLISHED}],
        "stg_batuta__identity_members": [
            {
                "source_name": "crm",
                "source_record_id": record,
                "customer_id": customer,
                "recorded_at": PUBLISHED,
            }
            for record, customer in published.items()
        ],
        "stg_batuta__published_contacts": [
            {
                "run_id": "r",
                "decision_id": f"contact of {record}",
                "customer_id": customer,
                "source_name": "crm",
                "source_record_id": record,
                "campaign_id": "hello",
                "channel": "email",
                "contact_point_type": "email",
                "contact_point": f"{record}@x.es",
                "topic": "offers",
                "purpose": "marketing",
                "counts_to_caps": True,
                "contact_date": date(2026, 1, 30),
            }
            for record, customer in published.items()
        ],
        "channels": CHANNELS,
        "contact_caps": CAPS,
    }
    for name, rows in given.items():
        house.give(name, columns[name], rows)
    house.build_with_inputs(TARGETS, given)


def ask(house: Bench, query: str, *names: str) -> set[tuple[Any, ...]]:
    return set(house.rows(query.format(*(house.relation(name) for name in names))))


def contacts(house: Bench) -> set[tuple[Any, ...]]:
    return ask(house, "select contact_id, customer_id from {}", "fct_contact_ledger")


def counted(house: Bench) -> set[tuple[Any, ...]]:
    """How many contacts count to the weekly cap of each customer."""
    return ask(
        house,
        "select people.customer_id, counts.contact_count from {} as counts inner join {} as people"
        " on counts.unit_key = people.customer_key"
        " inner join {} as caps on counts.cap_key = caps.cap_key and caps.cap_id = 'weekly'",
        "int_cap_counts_before",
        "int_customers_numbered",
        "int_caps_in_force",
    )


def wishes(house: Bench) -> set[tuple[Any, ...]]:
    return ask(
        house,
        "select people.customer_id, caps.max_contacts from {} as caps inner join {} as people"
        " on caps.customer_key = people.customer_key",
        "int_caps_of_customers",
        "int_customers_numbered",
    )


def consents(house: Bench) -> set[tuple[Any, ...]]:
    return ask(house, "select consent_id, customer_id, is_current from {}", "fct_consents")


def permissions(house: Bench) -> set[tuple[Any, ...]]:
    return ask(
        house, "select customer_id, contact_point, status from {}", "dim_channel_permissions"
    )


APART = [
    person("a", 1, email="a@x.es"),
    person("b", 2, email="b@x.es"),
    person("c", 3, email="c@x.es"),
]


def test_without_a_change_everything_stays(house: Bench) -> None:
    build(house, APART, {"a": "A", "b": "B", "c": "C"})

    assert contacts(house) == {
        ("contact of a", "A"), ("contact of b", "B"), ("contact of c", "C"),
    }  # fmt: skip
    assert counted(house) == {("A", 1), ("B", 1), ("C", 1)}
    assert wishes(house) == {("B", 2)}
    assert permissions(house) == {
        ("A", "a@x.es", "granted"), ("B", "b@x.es", "granted"), ("C", "c@x.es", "withdrawn"),
    }  # fmt: skip
    assert ask(house, "select change_type from {}", "fct_identity_changes") == set()


def test_after_a_merge_all_is_the_one_who_is_left(house: Bench) -> None:
    merged = [{**each, "customer_number": "17"} for each in APART]

    build(house, merged, {"a": "A", "b": "B", "c": "C"})

    assert contacts(house) == {
        ("contact of a", "A"), ("contact of b", "A"), ("contact of c", "A"),
    }  # fmt: skip
    assert counted(house) == {("A", 3)}
    assert wishes(house) == {("A", 2)}
    # What one of them withdrew is withdrawn for the person, however many had granted it.
    assert consents(house) == {
        ("consent of a", "A", False), ("consent of b", "A", False), ("consent of c", "A", True),
    }  # fmt: skip
    assert permissions(house) == {
        ("A", f"{record}@x.es", "withdrawn") for record in ("a", "b", "c")
    }  # fmt: skip
    assert ask(
        house,
        "select change_type, customer_id, previous_customer_id from {}",
        "fct_identity_changes",
    ) == {("merged", "A", "B"), ("merged", "A", "C")}


def test_after_a_split_each_has_what_was_theirs(house: Bench) -> None:
    build(house, APART, {"a": "A", "b": "A", "c": "A"})
    named = dict(
        house.rows(
            f"select source_record_id, customer_id from {house.relation('bridge_customer_records')}"
        )
    )

    assert named["a"] == "A", "the id stays with the earliest record"
    assert len(set(named.values())) == 3
    assert contacts(house) == {(f"contact of {record}", named[record]) for record in "abc"}
    assert counted(house) == {(named[record], 1) for record in "abc"}
    assert wishes(house) == {(named["b"], 2)}
    assert consents(house) == {(f"consent of {record}", named[record], True) for record in "abc"}
    assert permissions(house) == {
        ("A", "a@x.es", "granted"),
        (named["b"], "b@x.es", "granted"),
        (named["c"], "c@x.es", "withdrawn"),
    }
    assert ask(
        house,
        "select change_type, customer_id, previous_customer_id from {}",
        "fct_identity_changes",
    ) == {("split", named["b"], "A"), ("split", named["c"], "A")}


def test_a_guest_who_gets_an_account_stays_the_same_person(house: Bench) -> None:
    guest = person("guest", 1, email="g@x.es", account_id="shopify:7", is_deleted=True)
    account = person("7", 9, email="g@x.es", account_id="shopify:7")

    build(house, [guest, account], {"guest": "X"})

    assert contacts(house) == {("contact of guest", "X")}
    assert counted(house) == {("X", 1)}
    assert ask(house, "select change_type from {}", "fct_identity_changes") == set()


def test_a_contact_outlives_the_record_it_went_to(house: Bench) -> None:
    left = [person("a", 1, email="a@x.es"), person("c", 3, email="b@x.es")]

    # The records of b and d are gone: d was A's as well, and where b was reached c is now.
    build(house, left, {"a": "A", "b": "B", "c": "C", "d": "A"})

    assert contacts(house) == {
        ("contact of a", "A"), ("contact of b", "C"), ("contact of c", "C"), ("contact of d", "A"),
    }  # fmt: skip
    assert counted(house) == {("A", 2), ("C", 2)}


def test_a_former_customer_is_whoever_has_its_records_now(house: Bench) -> None:
    merged = [person("a", 1, customer_number="17"), person("b", 2, customer_number="17")]

    # Of the two records of B only one is left, and it has joined A.
    build(house, merged, {"a": "A", "b": "B", "gone": "B"})

    assert contacts(house) == {
        ("contact of a", "A"), ("contact of b", "A"), ("contact of gone", "A"),
    }  # fmt: skip
    assert counted(house) == {("A", 3)}
