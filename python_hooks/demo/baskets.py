"""What was in each order: products, quantities, prices, discounts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from python_hooks.demo.arrays import Flags, Floats, Ints, money, position, stream, weighted_rows
from python_hooks.demo.catalogue import BULK, CATEGORIES, GIFTS, Catalogue
from python_hooks.demo.people import People
from python_hooks.demo.purchases import ONLINE, Purchases
from python_hooks.demo.shelf import Shelf
from python_hooks.demo.span import Span

CODES = ("WELCOME10", "HOLA15", "VIP20", "BDAY10")
CODE_RATES = np.array([0.10, 0.15, 0.20, 0.10])
GIFT_MONTHS = (1, 4, 11)  # February, May, December


@dataclass(frozen=True)
class Baskets:
    """One entry per order line, in the order of the orders; `code` is per order, -1 for none."""

    order: Ints
    product: Ints
    quantity: Ints
    unit_price: Floats
    discount: Floats
    code: Ints

    @property
    def gross(self) -> Floats:
        """What each line costs before its discount."""
        return money(self.unit_price * self.quantity)

    def per_order(self, values: Floats, orders: int) -> Floats:
        """The sum of some amount of the lines, for each order."""
        return money(np.bincount(self.order, weights=values, minlength=orders))


def fill_baskets(
    seed: int,
    purpose: str,
    block: int,
    people: People,
    purchases: Purchases,
    catalogue: Catalogue,
    shelf: Shelf,
    span: Span,
) -> Baskets:
    """Fill every order with what its person likes, needs or gives away in that season."""
    rng = stream(seed, f"baskets {purpose}", block)
    count = len(purchases)
    lines = 1 + rng.poisson(np.where(purchases.channel == ONLINE, 0.7, 1.1))
    order = np.repeat(np.arange(count), lines)
    person = purchases.person[order]
    day = span.day_of(purchases.bought_at)[order]
    place = position(order)
    category = draw_categories(rng, people, person, span.months[day])
    first_of_order = (
        category[np.cumsum(np.r_[0, lines[:-1]]).astype(np.int64)][order] if count else category
    )
    category = np.where((place > 0) & (rng.random(len(order)) < 0.45), first_of_order, category)
    wish = purchases.wish[order]
    category = np.where((wish >= 0) & (place == 0), wish, category)
    product = draw_products(
        rng, people, person, category, catalogue, purchases.favourite[order] & (place == 0)
    )
    is_online = purchases.channel[order] == ONLINE
    for turn in range(3):
        missing = day < shelf.launched[product]
        if turn < 2:
            missing |= is_online & shelf.is_out[product, day]
        within = product - catalogue.first[category]
        other = catalogue.first[category] + (within + 1) % catalogue.size[category]
        product = np.where(missing, other, product)
    bulk = np.isin(category, BULK)
    quantity = 1 + rng.poisson(np.where(bulk, 0.9, 0.12))
    code = _codes(rng, people, purchases, span)
    rate = np.where(code >= 0, CODE_RATES[np.maximum(code, 0)], 0.0)[order]
    price = shelf.price_at(product, day)
    return Baskets(order, product, quantity, price, money(price * quantity * rate), code)


def draw_categories(rng: np.random.Generator, people: People, person: Ints, month: Ints) -> Ints:
    """A category per row: taste times season, and gifts for others around the gift days."""
    season = np.array(
        [[int(digit) for digit in kind.months] for kind in CATEGORIES], dtype=np.float64
    )
    weights = people.affinity[person] * season.T[month]
    is_gift = np.isin(month, GIFT_MONTHS) & (rng.random(len(person)) < 0.16)
    if is_gift.any():
        others = np.roll(people.affinity, 1, axis=0)[person[is_gift]] * season.T[month[is_gift]]
        others[:, GIFTS] = others[:, GIFTS] * 3 + 0.3
        weights[is_gift] = others
    return weighted_rows(rng, weights + 1e-9)


def draw_products(
    rng: np.random.Generator,
    people: People,
    person: Ints,
    category: Ints,
    catalogue: Catalogue,
    must_be_favourite: Flags,
) -> Ints:
    """A product per row: often the person's own favourite, else the popular ones."""
    size = catalogue.size[category]
    own = ((people.favourite_seed[person] // (category + 1)) % 1000 / 1000) ** 1.6
    takes_own = must_be_favourite | (rng.random(len(person)) < 0.33)
    share = np.where(takes_own, own, rng.random(len(person)) ** 1.6)
    return catalogue.first[category] + (size * share).astype(np.int64)


def _codes(rng: np.random.Generator, people: People, purchases: Purchases, span: Span) -> Ints:
    """Some orders carry a discount code: bargain hunters', and many that a campaign caused."""
    count = len(purchases)
    eager = 0.04 + 0.35 * people.thrift[purchases.person]
    has_code = rng.random(count) < np.where(purchases.campaign >= 0, 0.5, eager)
    return np.where(has_code, rng.integers(0, len(CODES), count), -1)
