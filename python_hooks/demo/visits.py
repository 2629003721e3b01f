"""Visits to the web shop: who, when, on which device, looking for what, and how they end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from python_hooks.demo.accounts import Accounts
from python_hooks.demo.arrays import DAY, Flags, Ints, scramble, stream, weighted
from python_hooks.demo.baskets import draw_categories
from python_hooks.demo.people import People
from python_hooks.demo.purchases import MONTHS, ONLINE, wall_clock
from python_hooks.demo.shop import ShopOrders
from python_hooks.demo.span import Span

BROWSED, CART_LEFT, CHECKOUT_LEFT, ORDERED = range(4)
MOBILE, DESKTOP, TABLET, APP = range(4)
DEVICE_NAMES = ("mobile", "desktop", "tablet", "app")


@dataclass(frozen=True)
class Visits:
    """One entry per visit. `order` is the place among the online orders, -1 without."""

    person: Ints
    started_at: Ints
    visitor: Ints
    device: Ints
    category: Ints
    views: Ints
    slowness: Ints  # mean seconds per page
    outcome: Ints
    order: Ints
    is_known: Flags  # logged in during this visit
    is_customer: Flags  # False: somebody who never says who they are

    def __len__(self) -> int:
        """How many visits."""
        return len(self.person)


def draw_visits(
    seed: int, block: int, people: People, accounts: Accounts, orders: ShopOrders, span: Span
) -> Visits:
    """Every visit: idle ones, those before joining, those with an order, and the fresh ones."""
    rng = stream(seed, "visits", block)
    parts = [
        _idle(rng, people, orders, span),
        _before_joining(rng, people, span),
        _strangers(rng, people, span),
        _fresh(rng, people, span, 0.035, 3.0, BROWSED),
        _fresh(rng, people, span, 0.022, 2.6, CHECKOUT_LEFT),
        _fresh(rng, people, span, 0.012, 2.6, CART_LEFT),
    ]
    person = np.concatenate([part[0] for part in parts])
    started_at = np.concatenate([part[1] for part in parts])
    outcome = np.concatenate([part[2] for part in parts])
    is_long = np.concatenate([part[3] for part in parts])
    stranger = np.concatenate(
        [np.full(len(part[0]), number == 2) for number, part in enumerate(parts)]
    )
    order = np.full(len(person), -1, dtype=np.int64)
    bought = orders.purchases
    person = np.r_[person, bought.person]
    views = np.r_[
        np.where(is_long, rng.integers(5, 12, len(is_long)), 1 + rng.poisson(1.3, len(is_long))),
        1 + rng.poisson(1.6, len(bought)),
    ]
    slowness = np.r_[
        np.where(is_long & (rng.random(len(is_long)) < 0.6), 1300, 55), np.full(len(bought), 50)
    ]
    started_at = np.r_[started_at, bought.bought_at - 300 - views[len(is_long) :] * 70]
    outcome = np.r_[outcome, np.full(len(bought), ORDERED)]
    order = np.r_[order, np.arange(len(bought))]
    is_customer = np.r_[~stranger, np.ones(len(bought), dtype=bool)]
    length = 900 + views * slowness * 4
    started_at = np.minimum(started_at, span.end - length)
    started_at = np.maximum(started_at, span.begin)
    category = draw_categories(rng, people, person, span.months[span.day_of(started_at)])
    visitor, device = _devices(rng, people, accounts, person, is_customer, block)
    has_account = (accounts.shop_since[person] <= started_at) & is_customer
    keen = np.where(outcome == ORDERED, 0.93, np.where(outcome == CHECKOUT_LEFT, 0.75, 0.42))
    guest = np.r_[np.zeros(len(is_long), dtype=bool), orders.account < 0]
    is_known = has_account & ~guest & (rng.random(len(person)) < keen)
    rows = np.lexsort((order, outcome, visitor, started_at, person))
    return Visits(
        person[rows],
        started_at[rows],
        visitor[rows],
        device[rows],
        category[rows],
        views[rows],
        slowness[rows],
        outcome[rows],
        order[rows],
        is_known[rows],
        is_customer[rows],
    )


_Part = tuple[Ints, Ints, Ints, Flags]


def _idle(rng: np.random.Generator, people: People, orders: ShopOrders, span: Span) -> _Part:
    """Visits without an order, while interest lasts: until some weeks after the last order."""
    start = np.maximum(people.joined_at, span.begin)
    last = start.copy()
    np.maximum.at(last, orders.purchases.person, orders.purchases.bought_at)
    stop = np.minimum(
        last + (rng.exponential(110, len(people)) * DAY).astype(np.int64), span.end - 1
    )
    stop = np.maximum(stop, start)
    rate = people.visit_rate * np.where(people.store_share == 1, 0.3, 1.0)
    person = np.repeat(np.arange(len(people)), rng.poisson(rate * (stop - start) / DAY))
    at = start[person] + (rng.random(len(person)) * (stop - start)[person]).astype(np.int64)
    day = span.day_of(at)
    busy = rng.random(len(person)) < MONTHS[span.months[day]] / MONTHS.max()
    person, day, at = person[busy], day[busy], at[busy]
    channel = np.full(len(person), ONLINE, dtype=np.int64)
    moment = span.utc(day, wall_clock(rng, people, person, channel), people.country[person])
    outcome = weighted(rng, [0.86, 0.085, 0.055], len(person))
    return person, np.maximum(moment, start[person]), outcome, rng.random(len(person)) < 0.05


def _before_joining(rng: np.random.Generator, people: People, span: Span) -> _Part:
    """A look around before anybody knows one's name."""
    curious = (people.joined_at > span.begin + DAY) & (people.store_share < 1)
    person = np.repeat(np.arange(len(people)), np.where(curious, rng.poisson(0.9, len(people)), 0))
    at = people.joined_at[person] - (rng.exponential(4, len(person)) * DAY).astype(np.int64) - 1800
    inside = at > span.begin
    person, at = person[inside], at[inside]
    return person, at, np.zeros(len(person), dtype=np.int64), rng.random(len(person)) < 0.1


def _strangers(rng: np.random.Generator, people: People, span: Span) -> _Part:
    """Visitors who never become anybody."""
    count = len(people) // 2
    person = rng.integers(0, len(people), count)
    at = span.begin + rng.integers(0, span.days * DAY, count)
    return person, at, np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)


def _fresh(
    rng: np.random.Generator, people: People, span: Span, share: float, days: float, outcome: int
) -> _Part:
    """What happened in the very last days and still waits for an answer."""
    able = (people.store_share < 1) & (people.joined_at < span.end - 4 * DAY)
    person = np.flatnonzero(able & (rng.random(len(people)) < share))
    back = rng.uniform(0.1, max(min(days, span.days - 0.1), 0.2), len(person))
    at = span.end - (back * DAY).astype(np.int64)
    is_long = np.full(len(person), outcome == BROWSED)
    return person, at, np.full(len(person), outcome, dtype=np.int64), is_long


def visitor_number(person: Ints, device: Ints) -> Ints:
    """The tracking's number for a device of a person; person here is the true id."""
    return scramble(person * 8 + device, 4, 12)


def _devices(
    rng: np.random.Generator,
    people: People,
    accounts: Accounts,
    person: Ints,
    is_customer: Flags,
    block: int,
) -> tuple[Ints, Ints]:
    """A visitor number and device type per visit; a household may share its tablet."""
    count = len(person)
    main = weighted(rng, [0.62, 0.38], len(people))
    device = np.where(rng.random(count) < 0.75, main[person], 1 - main[person])
    device = np.where(accounts.has_app[person] & (rng.random(count) < 0.45), APP, device)
    tablet = people.shares_device[person] & (rng.random(count) < 0.5)
    device = np.where(tablet, TABLET, device)
    partner = people.partner[person]
    owner = np.where(tablet & (partner >= 0), np.minimum(person, partner), person)
    stranger = 10**9 + block * 10**6 + np.arange(count)
    number = np.where(is_customer, people.person[owner], stranger)
    return visitor_number(number, np.where(is_customer, device, 4)), device
