"""Checkouts that were left (raw schema of shopify)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.demo.accounts import shop_id
from python_hooks.demo.arrays import (
    Column,
    Floats,
    Ints,
    as_column,
    blank,
    choose,
    money,
    pick,
    same,
    stamps,
    text,
)
from python_hooks.demo.catalogue import Catalogue
from python_hooks.demo.people import People
from python_hooks.demo.scribe import email_of
from python_hooks.demo.shop import cart_token
from python_hooks.demo.tracking import SHOP_URL
from python_hooks.demo.visits import Visits


@dataclass(frozen=True)
class CartLines:
    """What lies in carts, in the order of the visits they belong to."""

    visit: Ints
    product: Ints
    quantity: Ints
    price: Floats

    def of_visits(self, visit: Ints) -> CartLines:
        """The lines of these visits alone."""
        mine = np.isin(self.visit, visit)
        return CartLines(
            self.visit[mine], self.product[mine], self.quantity[mine], self.price[mine]
        )

    def totals(self, visit: Ints) -> Floats:
        """What the cart of each of these visits is worth."""
        last = int(max(visit.max(initial=-1), self.visit.max(initial=-1)))
        worth = np.bincount(self.visit, weights=self.price * self.quantity, minlength=last + 1)
        return money(worth[visit])


@dataclass(frozen=True)
class Carts:
    """Carts that were taken to the checkout and left; one entry per cart."""

    visit: Ints
    number: Ints
    left_at: Ints
    lines: CartLines


def checkout_table(people: People, visits: Visits, carts: Carts, catalogue: Catalogue) -> pa.Table:
    """shopify.abandoned_checkouts: one row per checkout left; some gave no address yet."""
    place = visits.person[carts.visit]
    total = carts.lines.totals(carts.visit)
    known = visits.is_known[carts.visit]
    guest = ~known & (people.favourite_seed[place] % 4 > 0) & visits.is_customer[carts.visit]
    email = choose(
        known,
        email_of(people, place, np.zeros(len(place), dtype=bool)),
        guestdraw_addresses(people, place),
    )
    return pa.table(
        {
            "id": as_column(carts.number),
            "abandoned_checkout_url": text(f"{SHOP_URL}/checkouts/", carts.number, "/recover"),
            "cart_token": cart_token(carts.number),
            "token": text("k", carts.number),
            "created_at": stamps(carts.left_at),
            "updated_at": stamps(carts.left_at + 60),
            "closed_at": stamps(carts.left_at, np.ones(len(place), dtype=bool)),
            "completed_at": stamps(carts.left_at, np.ones(len(place), dtype=bool)),
            "currency": same("EUR", len(place)),
            "customer_id": blank(shop_id(people.person[place]), ~known),
            "customer_locale": pick(["es", "en", "de", "fr"], people.language[place]),
            "email": blank(email, ~known & ~guest),
            "name": text("#", carts.number % 10**8),
            "line_items": line_items(carts, catalogue),
            "subtotal_price": as_column(total),
            "total_line_items_price": as_column(total),
            "total_price": as_column(total),
            "total_discounts": as_column(np.zeros(len(place))),
            "source_name": same("web", len(place)),
            "buyer_accepts_marketing": same("false", len(place)),
            "_fivetran_deleted": same("false", len(place)),
            "_fivetran_synced": stamps(carts.left_at + 1800),
        }
    )


def line_items(carts: Carts, catalogue: Catalogue) -> Column:
    """What lies in each cart as a JSON list; one export in four does not say."""
    lines = carts.lines
    items = text(
        '{"sku": "',
        pick(catalogue.sku, lines.product),
        '", "product_id": ',
        4_506_000_000_000 + lines.product,
        ', "variant_id": ',
        31_879_000_000_000 + lines.product,
        ', "quantity": ',
        lines.quantity,
        ', "price": "',
        lines.price,
        '"}',
    )
    ends = np.searchsorted(lines.visit, carts.visit, side="right")
    lists = pa.ListArray.from_arrays(pa.array(np.r_[0, ends], pa.int32()), items)
    return blank(text("[", pc.binary_join(lists, ", "), "]"), carts.number % 4 == 0)


def checkout_guests(people: People, visits: Visits, carts: Carts) -> Ints:
    """Who left a checkout under an address but without logging in."""
    place = visits.person[carts.visit]
    guest = (
        ~visits.is_known[carts.visit]
        & (people.favourite_seed[place] % 4 > 0)
        & visits.is_customer[carts.visit]
    )
    return place[guest]


def guestdraw_addresses(people: People, place: Ints) -> Column:
    """The address a guest types, the same as for an order."""
    return email_of(people, place, people.shares_email[place])
