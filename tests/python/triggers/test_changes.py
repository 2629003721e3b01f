"""Change triggers fire for what customers do, not for what the house learns or decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from tests.python.compiled_sql import Bench
from tests.python.triggers.conftest import AS_OF, shipped_rows

TRIGGERS = ("segment_change", "phase_change", "intent_surge")
SEEDS = {
    "rfm_bands": "seeds/rfm_bands.csv",
    "rfm_segments": "seeds/rfm_segments.csv",
    "lifecycle_rules": "seeds/lifecycle_rules.csv",
    "intent_weights": "seeds/intent_weights.csv",
    "trigger_rules": "seeds/trigger_rules.csv",
    "profile_parameters": "models/behaviour/parameters/profile_parameters.csv",
}
PEOPLE = ("idle", "buyer", "browser", "twin")

Rows = list[dict[str, object]]
Inputs = dict[str, Rows]


def ago(days: float) -> datetime:
    return AS_OF - timedelta(days=days)


def orders(source: str, listed: Mapping[str, list[float]]) -> Inputs:
    """Orders of 50 in the business currency, by person and how many days ago."""
    numbered = [
        (f"{person}-{number}", person, ago(days))
        for person, times in listed.items()
        for number, days in enumerate(times)
    ]
    return {
        f"stg_{source}__orders": [
            {
                "source_name": source, "order_id": key, "source_record_id": person,
                "order_type": "sale", "ordered_at": at, "currency": "EUR", "gross_amount": 50,
                "discount_amount": 0, "net_amount": 50,
            }
            for key, person, at in numbered
        ],
        f"stg_{source}__order_lines": [
            {
                "source_name": source, "order_line_id": key, "order_id": key, "product_id": "sku:A",
                "ordered_at": at, "quantity": 1, "unit_price_amount": 50, "discount_amount": 0,
                "net_amount": 50, "currency": "EUR",
            }
            for key, _, at in numbered
        ],
    }  # fmt: skip


def looks(listed: Mapping[str, list[float]]) -> Rows:
    return [
        {
            "source_name": "segment", "event_id": f"{person}-{number}", "visitor_id": person,
            "source_record_id": person, "session_id": f"{person}-{number}",
            "event_name": "product_viewed", "product_id": "sku:B", "occurred_at": ago(days),
        }
        for person, times in listed.items()
        for number, days in enumerate(times)
    ]  # fmt: skip


def the_house() -> Inputs:
    """As it stands before anything is learnt or decided."""
    seeds = {name: shipped_rows(file) for name, file in SEEDS.items()}
    return {
        **seeds,
        **orders(
            "shopify",
            {
                "idle": [400, 200, 40],
                "buyer": [400, 200, 0.5],
                "browser": [300],
                "twin": [390, 180, 120, 110, 60],
            },
        ),
        "stg_shopify__products": [
            {"source_name": "shopify", "product_id": "sku:A", "category": "tools"},
            {"source_name": "shopify", "product_id": "sku:B", "category": "toys"},
        ],
        "stg_segment__web_events": looks(
            {
                "browser": [40, *(0.1 * n for n in range(1, 9))],
                "idle": [30, *(2 + 0.1 * n for n in range(6))],
            }
        ),
        "bridge_customer_records": [
            {"source_name": source, "source_record_id": person, "customer_id": person}
            for source in ("shopify", "segment", "pos")
            for person in PEOPLE
        ],
        "dim_customers": [{"customer_id": person, "record_count": 2} for person in PEOPLE],
        "bridge_anonymous_visitors": [],
        "fct_tracking_refusals": [],
        "fct_consents": [],
        "fct_preferences": [],
    }


def with_a_new_source(house: Inputs) -> Inputs:
    """Tills are connected: receipts of two years, all older than a day."""
    return house | orders("pos", {"idle": [390, 300, 250, 100, 90, 80, 70], "browser": [290]})


def with_a_new_rule(house: Inputs) -> Inputs:
    """Who buys once is as good as who buys often used to be, and a look weighs ten times more."""
    bands = [
        band | ({"minimum": str(int(str(band["minimum"] or 0)) // 2) if band["minimum"] else None})
        if band["measure"] == "order_count"
        else band
        for band in house["rfm_bands"]
    ]
    weights = [
        row | {"weight": str(10 * float(str(row["weight"])))} for row in house["intent_weights"]
    ]
    return house | {"rfm_bands": bands, "intent_weights": weights}


def with_new_segments(house: Inputs) -> Inputs:
    """Every segment is called otherwise."""
    renamed = [row | {"rfm_segment": f"the {row['rfm_segment']}"} for row in house["rfm_segments"]]
    return house | {"rfm_segments": renamed}


def with_a_merge(house: Inputs) -> Inputs:
    """Two records prove to be one person."""
    bridge = [
        row | {"customer_id": "idle" if row["customer_id"] == "twin" else row["customer_id"]}
        for row in house["bridge_customer_records"]
    ]
    people = [row for row in house["dim_customers"] if row["customer_id"] != "twin"]
    return house | {"bridge_customer_records": bridge, "dim_customers": people}


def found(bench: Bench, house: Inputs) -> tuple[set[tuple[str, str]], dict[str, object]]:
    """Who gets which change trigger, and what is known of everybody now."""
    for name, rows in house.items():
        bench.give(name, bench.project.columns[name], rows)
    models = [f"int_{name}_triggers" for name in TRIGGERS]
    bench.build_with_inputs(models, house)
    triggers = {
        (str(customer), name)
        for name in TRIGGERS
        for (customer,) in bench.rows(
            f"select customer_id from {bench.relation(f'int_{name}_triggers')}"
        )
    }
    profiles = {
        str(customer): tuple(values)
        for customer, *values in bench.rows(
            f"""
            select customer_id, rfm_segment, decision_phase, intent_score
            from {bench.relation("dim_customer_profiles")}
            """
        )
    }
    return triggers, dict(profiles)


@pytest.fixture(scope="module")
def before(bench: Bench) -> tuple[set[tuple[str, str]], dict[str, object]]:
    return found(bench, the_house())


def test_what_a_customer_does_is_a_change(
    before: tuple[set[tuple[str, str]], dict[str, object]],
) -> None:
    triggers, _ = before

    assert {pair for pair in triggers if pair[0] != "twin"} == {
        ("buyer", "segment_change"),
        ("buyer", "phase_change"),
        ("browser", "phase_change"),
        ("browser", "intent_surge"),
    }


@pytest.mark.parametrize(
    "change",
    [with_a_new_source, with_a_new_rule, with_new_segments, with_a_merge],
    ids=lambda change: change.__name__,
)
def test_what_the_house_learns_or_decides_is_none(
    change: object, bench: Bench, before: tuple[set[tuple[str, str]], dict[str, object]]
) -> None:
    assert callable(change)
    triggers, profiles = found(bench, change(the_house()))

    assert profiles["idle"] != before[1]["idle"]
    assert {pair for pair in triggers if pair[0] in ("idle", "twin")} == set()
    assert ("buyer", "phase_change") in triggers
