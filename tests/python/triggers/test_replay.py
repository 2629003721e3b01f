"""The trigger room on made-up activity: against a plain reckoning, and told in pieces.

Many small companies are reckoned by one run. Each has people, products and a log of its own, moved
in time so that a moment of its own stands at `as_of`: what lies behind that moment has not happened
yet, so that every company is another prefix of a log.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import md5
from typing import TypeVar

import pytest
import yaml

from tests.python.compiled_sql import Bench
from tests.python.conftest import ROOT
from tests.python.reference.triggers import (
    Count,
    Event,
    Facts,
    Price,
    Purchase,
    Trigger,
    open_triggers,
)
from tests.python.triggers.conftest import AS_OF, shipped_rows

COMPANIES = 220
KINDS = ("abandoned_cart", "abandoned_browse", "price_drop", "back_in_stock")
TRACKED = (
    "pages",
    "product_viewed",
    "product_added",
    "product_removed",
    "checkout_started",
    "order_completed",
    "products_searched",
)
RULES: Mapping[str, Mapping[str, Decimal]] = {
    "abandoned_cart": {"idle_minutes": Decimal(30), "valid_days": Decimal(3)},
    "abandoned_browse": {
        "window_days": Decimal(7),
        "dwell_minutes": Decimal(60),
        "view_count": Decimal(5),
        "valid_days": Decimal(3),
    },
    "price_drop": {
        "window_days": Decimal(30),
        "old_price_days": Decimal(7),
        "new_price_hours": Decimal(2),
        "min_share": Decimal("0.1"),
        "valid_days": Decimal(7),
    },
    "back_in_stock": {
        "out_days": Decimal(7),
        "people_per_item": Decimal(1),
        "valid_days": Decimal(7),
    },
}
Item = TypeVar("Item")


def make_company(number: int) -> Facts:
    """Three people and three products over some weeks, full of ties and of exact thresholds."""
    rng = random.Random(number)
    house = f"{number:03}"
    people = [f"{house}-{name}" for name in ("ana", "bob", "cem")]
    products = [f"sku:{house}-{name}" for name in ("A", "B", "C")]
    categories = {p: f"{house} {'tools' if i else 'toys'}" for i, p in enumerate(products)}
    cut = AS_OF - timedelta(days=rng.choice([0, 1, 2, 3]), hours=rng.choice([0, 0, 6]))
    moved = AS_OF - cut

    def some_time(most_days: int) -> datetime:
        days = rng.choice([0, 1, 2, 3, 7, rng.randint(0, most_days)])
        seconds = rng.choice([0, 0, 1, -1, 1800, 7200, rng.randint(-40_000, 40_000)])
        return AS_OF - timedelta(days=days, seconds=seconds)

    events, purchases = [], []
    for visit in range(rng.randint(4, 16)):
        person, at = rng.choice(people), some_time(40)
        cart = f"shopify:{person}-{rng.choice(['c1', 'c1', 'c2'])}"
        for step in range(rng.randint(1, 7)):
            name = rng.choice(
                ["product_viewed"] * 6
                + ["product_added", "product_added", "product_removed", "order_completed"]
            )
            if rng.random() < 0.05:
                name = "checkout_started"
            events.append(
                Event(
                    event_id=f"{house}-{visit}-{step}",
                    customer=person,
                    name=name,
                    product=None
                    if name in ("order_completed", "checkout_started")
                    else rng.choice(products),
                    cart=None if name == "product_viewed" else cart,
                    at=at,
                )
            )
            at += timedelta(seconds=rng.choice([1, 60, 600, 1800, 1801]))
    for number_of_order in range(rng.randint(0, 4)):
        earlier = rng.choice(events)
        at = rng.choice([some_time(40), earlier.at, earlier.at + timedelta(seconds=1)])
        person, product = rng.choice(people), rng.choice(products)
        if rng.random() < 0.5:
            person, product = earlier.customer, earlier.product or product
        purchases.append(Purchase(f"{house}-{number_of_order}", person, product, at))
    prices, counts = [], []
    for product in products:
        began = AS_OF - timedelta(days=rng.choice([7, 8, 9, 14, 21]), seconds=rng.choice([0, 1]))
        days = sorted({0, 7, *(rng.randint(0, 20) for _ in range(4))})
        for day in days:
            at = began + timedelta(days=day, hours=rng.choice([0, 0, 22]))
            amount = Decimal(rng.choice(["100", "90", "90.01", "80", "100"]))
            prices.append(Price(product, amount, at))
        for day in sorted({*(rng.randint(0, 18) for _ in range(5)), 0, 7}):
            at = began + timedelta(days=day, seconds=rng.choice([0, 0, 1]))
            counts.append(Count(product, rng.choice([0, 0, 0, 1, 2, 9, -1]), at))
        if rng.random() < 0.2:
            # Missing twice for long: it is the second return that matters.
            began = AS_OF - timedelta(days=rng.choice([17, 18, 20]))
            counts = [c for c in counts if c.product != product]
            for day, quantity in ((0, 0), (8, 1), (9, 0), (17, 2)):
                counts.append(Count(product, quantity, began + timedelta(days=day)))
    return Facts(
        events=[replace(e, at=e.at + moved) for e in events],
        purchases=[replace(p, at=p.at + moved) for p in purchases],
        prices=[replace(p, at=p.at + moved) for p in prices],
        counts=[replace(c, at=c.at + moved) for c in counts],
        refusals=frozenset(
            (person, product) for person in people for product in products if rng.random() < 0.07
        ),
        categories=categories,
    )


def join(companies: Sequence[Facts]) -> Facts:
    return Facts(
        events=[e for c in companies for e in c.events],
        purchases=[p for c in companies for p in c.purchases],
        prices=[p for c in companies for p in c.prices],
        counts=[n for c in companies for n in c.counts],
        refusals=frozenset(r for c in companies for r in c.refusals),
        categories={k: v for c in companies for k, v in c.categories.items()},
    )


@dataclass(frozen=True, slots=True)
class Delivery:
    """Web events as one file brings them."""

    number: int
    events: Sequence[Event]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return join([make_company(number) for number in range(COMPANIES)])


@pytest.fixture(scope="module")
def in_one_go(bench: Bench, facts: Facts) -> list[tuple[object, ...]]:
    """What the trigger room finds when everything is told at once, the future included."""
    return run(bench, facts, [Delivery(1, facts.events)])


def run(bench: Bench, facts: Facts, deliveries: Sequence[Delivery]) -> list[tuple[object, ...]]:
    """Build the trigger room; web events come as raw deliveries, the rest as it is staged."""
    people = sorted({e.customer for e in facts.events} | {p.customer for p in facts.purchases})
    give_raw_events(bench, deliveries)
    reviewed = [f"int_segment__{table}_reviewed" for table in TRACKED]
    bench.build([*reviewed, "stg_segment__web_events"])
    give = {
        "stg_shopify__orders": [
            {
                "source_name": "shopify", "order_id": p.order_id, "source_record_id": p.customer,
                "order_type": "sale", "ordered_at": p.at, "currency": "EUR",
            }
            for p in facts.purchases
        ],
        "stg_shopify__order_lines": [
            {
                "source_name": "shopify", "order_line_id": p.order_id, "order_id": p.order_id,
                "product_id": p.product, "ordered_at": p.at, "quantity": 1, "currency": "EUR",
                "net_amount": 1,
            }
            for p in facts.purchases
        ],
        "stg_shopify__products": [
            {"source_name": "shopify", "product_id": product, "category": category}
            for product, category in facts.categories.items()
        ],
        "stg_shopify__product_prices": [
            {
                "source_name": "shopify", "product_id": p.product, "price_amount": p.amount,
                "currency": "EUR", "observed_at": p.at,
            }
            for p in facts.prices
        ],
        "stg_shopify__product_stock": [
            {
                "source_name": "shopify", "product_id": c.product,
                "available_quantity": c.quantity, "observed_at": c.at,
            }
            for c in facts.counts
        ],
        "bridge_customer_records": [
            {"source_name": source, "source_record_id": person, "customer_id": person}
            for person in people
            for source in ("segment", "shopify")
        ],
        "dim_customers": [{"customer_id": person} for person in people],
        "dim_customer_profiles": [{"customer_id": p, "is_profiled": True} for p in people],
        "fct_preferences": [
            {
                "customer_id": person, "preference": "not_interested_in",
                "value": product.removeprefix("sku:"), "is_current": True,
            }
            for person, product in sorted(facts.refusals)
        ],
        "trigger_rules": [
            {"trigger_name": trigger, "parameter": parameter, "value": value}
            for trigger, parameters in RULES.items()
            for parameter, value in parameters.items()
        ],
        "bridge_anonymous_visitors": [],
        "fct_tracking_refusals": [],
        "fct_customer_categories": [],
        "fct_profile_history": [],
    }  # fmt: skip
    for name, rows in give.items():
        bench.give(name, bench.project.columns[name], rows)
    bench.build_with_inputs(["fct_triggers"], ["stg_segment__web_events", *give])
    return sorted(
        bench.rows(
            f"""
            select trigger_id, trigger_name, customer_id, subject_type, subject_id,
                subject_category, product_id, evidence, strength, triggered_at, expires_at
            from {bench.relation("fct_triggers")}
            where trigger_name in {KINDS}
            """
        ),
        key=str,
    )


def give_raw_events(bench: Bench, deliveries: Sequence[Delivery]) -> None:
    """The raw tables as the landing leaves them: text, and where each row came from."""
    declared = yaml.safe_load((ROOT / "models/staging/segment/_segment__sources.yml").read_text())
    [source] = declared["sources"]
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for delivery in deliveries:
        for place, event in enumerate(delivery.events):
            rows[event.name].append(
                {
                    "id": event.event_id,
                    "anonymous_id": f"device of {event.customer}",
                    "user_id": event.customer,
                    "received_at": str(event.at + timedelta(seconds=2)),
                    "timestamp": str(event.at),
                    "sku": event.product.removeprefix("sku:") if event.product else None,
                    "product_id": event.product,
                    "cart_id": event.cart.removeprefix("shopify:") if event.cart else None,
                    "quantity": "1" if event.name in ("product_added", "product_removed") else None,
                    "_delivery": f"{delivery.number:04}",
                    "_delivery_number": delivery.number,
                    "_row_number": place,
                }
            )
    for table in source["tables"]:
        columns = {column["name"]: "varchar" for column in table["columns"]}
        columns |= {"_delivery": "varchar", "_delivery_number": "bigint", "_row_number": "bigint"}
        bench.give_source(source["schema"], table["identifier"], columns, rows[table["name"]])


def as_trigger(row: tuple[object, ...], occurrences: Mapping[str, str]) -> Trigger:
    trigger_id, name, customer, _, subject, *_, triggered_at, expires_at = row
    assert isinstance(triggered_at, datetime)
    assert isinstance(expires_at, datetime)
    return Trigger(
        str(name), str(customer), str(subject), occurrences.get(str(trigger_id), "another"),
        triggered_at, expires_at,
    )  # fmt: skip


def test_the_policy_that_ships_has_these_rules_too() -> None:
    shipped = {
        (row["trigger_name"], row["parameter"]) for row in shipped_rows("seeds/trigger_rules.csv")
    }
    ours = {(trigger, parameter) for trigger, of in RULES.items() for parameter in of}
    assert ours == {pair for pair in shipped if pair[0] in RULES}


def test_triggers_are_those_of_a_plain_reckoning(
    facts: Facts, in_one_go: list[tuple[object, ...]]
) -> None:
    expected: set[Trigger] = set()
    for number in range(COMPANIES):
        expected |= open_triggers(make_company(number), RULES, AS_OF)
    occurrences = {id_of(trigger, facts): trigger.occurrence for trigger in expected}

    found = [as_trigger(row, occurrences) for row in in_one_go]

    assert sorted(found) == sorted(expected)
    counts = Counter(trigger.name for trigger in expected)
    assert set(counts) == set(KINDS)
    assert min(counts.values()) > 25, counts


def id_of(trigger: Trigger, facts: Facts) -> str:
    """The key of a trigger: what happened, and nothing of when it was found."""
    subject_type = {
        "abandoned_cart": "cart",
        "abandoned_browse": "product" if trigger.subject in facts.categories else "category",
    }.get(trigger.name, "product")
    occurrence = trigger.occurrence
    if trigger.name == "abandoned_cart":
        occurrence = md5(occurrence.encode()).hexdigest()
    parts = (trigger.name, trigger.customer, subject_type, trigger.subject, occurrence)
    return md5("|".join(parts).encode()).hexdigest()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_log_told_in_pieces_up_to_now_gives_the_same(
    seed: int, bench: Bench, facts: Facts, in_one_go: list[tuple[object, ...]]
) -> None:
    """No piece knows of the future; they come in any split and order, and some come again."""
    rng = random.Random(seed)
    past = replace(
        facts,
        events=[e for e in facts.events if e.at <= AS_OF],
        purchases=shuffled(rng, [p for p in facts.purchases if p.at <= AS_OF]),
        prices=shuffled(rng, [p for p in facts.prices if p.at <= AS_OF]),
        counts=shuffled(rng, [c for c in facts.counts if c.at <= AS_OF]),
    )
    split: dict[int, list[Event]] = defaultdict(list)
    for event in past.events:
        for number in rng.sample(range(1, 8), rng.choice([1, 1, 1, 2])):
            split[number].append(event)
    pieces = [Delivery(number, shuffled(rng, events)) for number, events in sorted(split.items())]

    found = run(bench, past, pieces)

    assert sum(len(piece.events) for piece in pieces) > len(past.events)
    assert len(past.events) < len(facts.events)
    assert found == in_one_go


def shuffled(rng: random.Random, items: Sequence[Item]) -> list[Item]:
    return rng.sample(list(items), len(items))
