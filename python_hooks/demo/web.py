"""What the tracking saw of the visits: one table per kind of event (raw schema of segment)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import shop_id
from python_hooks.demo.arrays import (
    Flags,
    Ints,
    as_column,
    blank,
    pick,
    position,
    running,
    stamps,
    stream,
    text,
)
from python_hooks.demo.baskets import draw_products
from python_hooks.demo.catalogue import NAMES, Catalogue
from python_hooks.demo.checkouts import CartLines, Carts
from python_hooks.demo.people import People
from python_hooks.demo.scribe import clean_phone, email_of
from python_hooks.demo.shelf import Shelf
from python_hooks.demo.shop import ID_STEP, ShopOrders, cart_token
from python_hooks.demo.span import Span
from python_hooks.demo.tracking import EventMaker
from python_hooks.demo.visits import APP, BROWSED, CHECKOUT_LEFT, ORDERED, Visits


def cart_number(visits: Visits, orders: ShopOrders, block: int) -> Ints:
    """The cart of each visit: an order's own, else one of the visit."""
    own = 7_000_000_000_000 + block * ID_STEP + np.arange(len(visits), dtype=np.int64)
    if not len(orders.order_id):
        return own
    return np.where(visits.order >= 0, orders.order_id[np.maximum(visits.order, 0)], own)


def web_tables(
    seed: int,
    block: int,
    people: People,
    visits: Visits,
    orders: ShopOrders,
    catalogue: Catalogue,
    shelf: Shelf,
    span: Span,
) -> tuple[dict[str, pa.Table], Carts]:
    """All tables of the tracking, and the carts left behind."""
    rng = stream(seed, "web", block)
    came_from = rng.choice(5, len(visits), p=[0.42, 0.25, 0.1, 0.09, 0.14])
    known_late = rng.random(len(visits)) < 0.5
    cart = cart_number(visits, orders, block)
    makes = EventMaker(block, people, visits, catalogue, came_from, cart)
    every = np.arange(len(visits))

    view = np.repeat(every, visits.views)
    gaps = 8 + rng.exponential(1.0, len(view)) * visits.slowness[view]
    gaps = np.minimum(gaps, 1750)
    viewed_at = visits.started_at[view] + 15 + running(gaps, view).astype(np.int64)
    stray = rng.random(len(view)) < 0.2
    category = np.where(stray, rng.integers(0, len(NAMES), len(view)), visits.category[view])
    product = draw_products(
        rng, people, visits.person[view], category, catalogue, np.zeros(len(view), dtype=bool)
    )
    ends = visits.started_at + 20
    if len(view):
        np.maximum.at(ends, view, viewed_at + 5)

    of_order = visits.order >= 0
    orders_of = visits.order[of_order]
    lines = orders.baskets.order
    visit_of_order = np.full(max(len(orders.order_id), 1), -1, dtype=np.int64)
    visit_of_order[orders_of] = np.flatnonzero(of_order)
    line_visit = visit_of_order[lines] if len(lines) else np.empty(0, dtype=np.int64)
    left = np.flatnonzero((visits.outcome > BROWSED) & ~of_order)
    last_view = np.cumsum(visits.views)[left] - 1
    more = rng.random(len(left)) < 0.35
    added_visit = np.r_[line_visit, left, left[more]]
    added_product = np.r_[
        orders.baskets.product, product[last_view], product[(last_view - 1)[more]]
    ]
    quantity = np.r_[orders.baskets.quantity, np.ones(len(left) + int(more.sum()), dtype=np.int64)]
    sorted_rows = np.argsort(added_visit, kind="stable")
    added_visit, added_product, quantity = (
        added_visit[sorted_rows],
        added_product[sorted_rows],
        quantity[sorted_rows],
    )
    added_at = ends[added_visit] + 10 + 12 * position(added_visit)
    last_add = ends.copy()
    np.maximum.at(last_add, added_visit, added_at)
    dropped = np.flatnonzero(
        (visits.outcome[added_visit] != ORDERED) & (rng.random(len(added_visit)) < 0.08)
    )
    checkout = np.flatnonzero(visits.outcome >= CHECKOUT_LEFT)
    searches = np.flatnonzero(rng.random(len(visits)) < 0.13)
    identified = np.flatnonzero(visits.is_known & ((rng.random(len(visits)) < 0.55) | of_order))
    bought = np.flatnonzero(of_order)

    price = shelf.price_at(added_product, span.day_of(added_at))
    knows = visits.is_known
    pages = makes.pages(every, visits.started_at, knows & ~known_late)
    tables = {
        "pages": pages,
        "identifies": _identifies(rng, block, people, visits, identified),
        "product_viewed": makes.products(
            "product_viewed", "v", view, viewed_at, product, knows[view]
        ),
        "product_added": makes.products(
            "product_added", "a", added_visit, added_at, added_product, knows[added_visit], quantity
        ),
        "product_removed": makes.products(
            "product_removed",
            "r",
            added_visit[dropped],
            added_at[dropped] + 40,
            added_product[dropped],
            knows[added_visit[dropped]],
            quantity[dropped],
        ),
        "checkout_started": makes.plain(
            "checkout_started", "c", checkout, last_add[checkout] + 30, knows[checkout]
        ).append_column("cart_id", cart_token(cart[checkout])),
        "order_completed": makes.plain(
            "order_completed",
            "o",
            bought,
            orders.purchases.bought_at[visits.order[bought]],
            knows[bought],
        )
        .append_column("cart_id", cart_token(cart[bought]))
        .append_column("order_id", text(orders.order_id[visits.order[bought]]))
        .append_column("total", as_column(orders.total[visits.order[bought]])),
        "products_searched": makes.plain(
            "products_searched", "s", searches, visits.started_at[searches] + 9, knows[searches]
        ).append_column("query", pick(NAMES, visits.category[searches])),
    }
    checked_out = np.flatnonzero(visits.outcome == CHECKOUT_LEFT)
    kept = np.ones(len(added_visit), dtype=bool)
    kept[dropped] = False
    in_carts = CartLines(added_visit[kept], added_product[kept], quantity[kept], price[kept])
    return tables, Carts(
        checked_out,
        cart[checked_out],
        last_add[checked_out] + 45,
        in_carts.of_visits(checked_out),
    )


def _identifies(
    rng: np.random.Generator,
    block: int,
    people: People,
    visits: Visits,
    visit: Ints,
) -> pa.Table:
    """segment.identifies: one row per log-in."""
    place = visits.person[visit]
    at = visits.started_at[visit] + 4
    is_app = visits.device[visit] == APP
    allows = (people.favourite_seed[place] % 10 < 7) & is_app
    return pa.table(
        {
            "id": text("ajs-i", block * ID_STEP + np.arange(len(visit), dtype=np.int64)),
            "anonymous_id": text("anon-", visits.visitor[visit]),
            "user_id": text(shop_id(people.person[place])),
            "email": email_of(people, place, np.zeros(len(place), dtype=bool)),
            "phone": clean_phone(people, place, people.favourite_seed[place] % 3 > 0),
            "received_at": stamps(at + 1),
            "timestamp": stamps(at),
            "context_device_token": blank(text("fcm-", visits.visitor[visit]), ~allows),
        }
    )


def _first_known(visits: Visits) -> Flags:
    """The first visit with a log-in of each person and device."""
    known = np.flatnonzero(visits.is_known)
    pairs = np.stack([visits.person[known], visits.visitor[known]], axis=1)
    _, first = np.unique(pairs, axis=0, return_index=True)
    found = np.zeros(len(visits), dtype=bool)
    found[known[first]] = True
    return found
