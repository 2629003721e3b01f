"""Triggers about carts, looks, prices and stock, told plainly: one fact after another.

Times are UTC and naive, in whole seconds; the business day is the UTC one. Nothing here knows a
window function: what a customer or a product went through is walked from its beginning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

LONGEST_LOOK = 1800


@dataclass(frozen=True, slots=True)
class Event:
    """Something a known customer did on the web site; the cart is empty for a mere look."""

    event_id: str
    customer: str
    name: str
    product: str | None
    cart: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Purchase:
    """One product of an order."""

    order_id: str
    customer: str
    product: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Price:
    product: str
    amount: Decimal
    at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """How many pieces of a product there were."""

    product: str
    quantity: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """All that happened, in any order; `categories` says of what category a product is."""

    events: Sequence[Event] = ()
    purchases: Sequence[Purchase] = ()
    prices: Sequence[Price] = ()
    counts: Sequence[Count] = ()
    refusals: frozenset[tuple[str, str]] = frozenset()
    categories: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Trigger:
    name: str
    customer: str
    subject: str
    occurrence: str
    triggered_at: datetime
    expires_at: datetime


Rules = Mapping[str, Mapping[str, Decimal]]


def open_triggers(facts: Facts, rules: Rules, as_of: datetime) -> set[Trigger]:
    """Every trigger of the four kinds that is open at a moment, from what had happened by then."""
    known = Facts(
        events=sorted((e for e in facts.events if e.at <= as_of), key=lambda e: (e.at, e.event_id)),
        purchases=[p for p in facts.purchases if p.at <= as_of],
        prices=sorted((p for p in facts.prices if p.at <= as_of), key=lambda p: p.at),
        counts=sorted((c for c in facts.counts if c.at <= as_of), key=lambda c: c.at),
        refusals=facts.refusals,
        categories=facts.categories,
    )
    found = [
        *_carts(known, rules["abandoned_cart"]),
        *_looks(known, rules["abandoned_browse"], as_of),
        *_prices(known, rules["price_drop"]),
        *_returns(known, rules["back_in_stock"], as_of),
    ]
    return {trigger for trigger in found if trigger.triggered_at <= as_of < trigger.expires_at}


def _carts(facts: Facts, rules: Mapping[str, Decimal]) -> Iterable[Trigger]:
    """A cart is what was put in and not taken out since it was last ordered from."""
    touched: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in facts.events:
        if event.cart is not None and event.name != "order_completed":
            touched[event.customer, event.cart].append(event)
    for (customer, cart), events in touched.items():
        emptied = [
            e.at for e in facts.events
            if e.name == "order_completed" and e.customer == customer and e.cart == cart
        ]  # fmt: skip
        settled = [e.at for e in facts.events if e.name == "order_completed"
                   and e.customer == customer] + [
            p.at for p in facts.purchases if p.customer == customer
        ]  # fmt: skip
        last_changed = max(e.at for e in events)
        contents: Counter[str] = Counter()
        for event in events:
            if event.product is not None and not any(at >= event.at for at in emptied):
                contents[event.product] += {"product_added": 1, "product_removed": -1}.get(
                    event.name, 0
                )
        left = {product: n for product, n in contents.items() if n > 0}
        wanted = [p for p in left if not _refused(facts, customer, p)]
        if not wanted or any(at >= last_changed for at in settled):
            continue
        yield Trigger(
            "abandoned_cart", customer, f"{customer}:{cart}",
            ", ".join(f"{product} x {left[product]}.0000" for product in sorted(left)),
            last_changed + timedelta(minutes=int(rules["idle_minutes"])),
            last_changed + timedelta(days=int(rules["valid_days"])),
        )  # fmt: skip


def _looks(facts: Facts, rules: Mapping[str, Decimal], as_of: datetime) -> Iterable[Trigger]:
    """Each look counts for its product and for the product's category."""
    window = timedelta(days=int(rules["window_days"]))
    looks: dict[tuple[str, str], list[tuple[datetime, int]]] = defaultdict(list)
    by_customer: dict[str, list[Event]] = defaultdict(list)
    for event in facts.events:
        by_customer[event.customer].append(event)
    for customer, events in by_customer.items():
        for event, following in pairwise([*events, None]):
            assert event is not None
            if event.name != "product_viewed" or event.product is None:
                continue
            if _refused(facts, customer, event.product):
                continue
            gap = int((following.at - event.at).total_seconds()) if following else 0
            dwell = gap if gap <= LONGEST_LOOK else 0
            for subject in (event.product, facts.categories[event.product]):
                looks[customer, subject].append((event.at, dwell))
    for (customer, subject), seen in looks.items():
        bought = [
            p.at for p in facts.purchases
            if p.customer == customer and subject in (p.product, facts.categories[p.product])
        ]  # fmt: skip
        fresh = [
            (at, dwell) for at, dwell in seen
            if at > as_of - window and not any(p >= at for p in bought)
        ]  # fmt: skip
        is_much = len(fresh) >= rules["view_count"] or (
            sum(dwell for _, dwell in fresh) >= rules["dwell_minutes"] * 60
        )
        if not fresh or not is_much:
            continue
        last = max(at for at, _ in fresh)
        began = _episode([at.date() for at, _ in seen], window)
        yield Trigger(
            "abandoned_browse", customer, subject, str(began),
            last, last + timedelta(days=int(rules["valid_days"])),
        )  # fmt: skip


def _episode(days: Sequence[date], window: timedelta) -> date:
    """The first day after the last pause that was longer than the window."""
    ordered = sorted(set(days))
    began = ordered[0]
    for earlier, later in pairwise(ordered):
        if later - earlier > window:
            began = later
    return began


def _prices(facts: Facts, rules: Mapping[str, Decimal]) -> Iterable[Trigger]:
    """Walk the prices of each product, and remember the last that held and when it ended."""
    for product in sorted({price.product for price in facts.prices}):
        now: Price | None = None
        held: tuple[Price, datetime] | None = None
        for price in (p for p in facts.prices if p.product == product):
            if now is not None and price.amount != now.amount:
                if price.at - now.at >= timedelta(days=int(rules["old_price_days"])):
                    held = now, price.at
                now = price
            now = now or price
        if now is None or held is None:
            continue
        old, fell_at = held
        if now.amount >= old.amount or old.amount - now.amount < old.amount * rules["min_share"]:
            continue
        begins = fell_at - timedelta(days=int(rules["window_days"]))
        for customer, seen in _interested(facts, product).items():
            before = [at for at in seen if begins < at <= fell_at]
            if not before or _bought_since(facts, customer, product, max(before)):
                continue
            if _refused(facts, customer, product):
                continue
            yield Trigger(
                "price_drop", customer, product, str(old.at.date()),
                now.at + timedelta(hours=int(rules["new_price_hours"])),
                fell_at + timedelta(days=int(rules["valid_days"])),
            )  # fmt: skip


def _returns(facts: Facts, rules: Mapping[str, Decimal], as_of: datetime) -> Iterable[Trigger]:
    """Walk the counts of each product, and remember its last long absence."""
    for product in sorted({count.product for count in facts.counts}):
        missing_since: datetime | None = None
        there_since: datetime | None = None
        absence: tuple[datetime, datetime] | None = None
        quantity = 0
        for count in (c for c in facts.counts if c.product == product):
            quantity = count.quantity
            if quantity <= 0:
                there_since = None
                missing_since = missing_since or count.at
            else:
                if missing_since is not None:
                    if count.at - missing_since >= timedelta(days=int(rules["out_days"])):
                        absence = missing_since, count.at
                    missing_since, there_since = None, None
                there_since = there_since or count.at
        if there_since is None or absence is None:
            continue
        missed_from, missed_until = absence
        expires_at = missed_until + timedelta(days=int(rules["valid_days"]))
        if not there_since <= as_of < expires_at:
            continue
        waiting = []
        for customer, seen in _interested(facts, product).items():
            while_out = [at for at in seen if missed_from <= at < missed_until]
            if not while_out or _bought_since(facts, customer, product, max(while_out)):
                continue
            if not _refused(facts, customer, product):
                waiting.append((-len(while_out), min(while_out), customer))
        told = sorted(waiting)[: int(quantity * rules["people_per_item"])]
        for _, _, customer in told:
            yield Trigger(
                "back_in_stock", customer, product, str(missed_from.date()), there_since, expires_at
            )


def _interested(facts: Facts, product: str) -> dict[str, list[datetime]]:
    seen: dict[str, list[datetime]] = defaultdict(list)
    for event in facts.events:
        if event.product == product and event.name in ("product_viewed", "product_added"):
            seen[event.customer].append(event.at)
    return seen


def _bought_since(facts: Facts, customer: str, product: str, since: datetime) -> bool:
    return any(
        p.customer == customer and p.product == product and p.at >= since for p in facts.purchases
    )


def _refused(facts: Facts, customer: str, product: str) -> bool:
    return (customer, product) in facts.refusals
