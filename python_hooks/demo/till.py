"""The tills' receipt lines (raw schema of pos), with and without a loyalty number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.demo.accounts import loyalty_number
from python_hooks.demo.arrays import (
    DAY,
    Flags,
    Ints,
    as_column,
    blank,
    money,
    pick,
    stamps,
    stream,
    text,
)
from python_hooks.demo.baskets import Baskets
from python_hooks.demo.catalogue import Catalogue
from python_hooks.demo.people import People
from python_hooks.demo.places import COUNTRIES
from python_hooks.demo.purchases import STORE, STORE_WEEK, Purchases, wall_clock
from python_hooks.demo.span import Span


@dataclass(frozen=True)
class TillOrders:
    """Baskets at the till; `is_known` where the loyalty card was shown."""

    purchases: Purchases
    baskets: Baskets
    is_known: Flags


def passers_by(seed: int, block: int, people: People, known: int, span: Span) -> Purchases:
    """Baskets of people who are nobody's customer, one for every five of the others."""
    rng = stream(seed, "passers-by", block)
    count = known // 5
    edges = np.cumsum(STORE_WEEK[span.weekdays])
    day = np.searchsorted(edges, rng.random(count) * edges[-1])
    person = rng.integers(0, len(people), count)
    channel = np.full(count, STORE, dtype=np.int64)
    at = span.utc(day, wall_clock(rng, people, person, channel), people.country[person])
    none = np.full(count, -1, dtype=np.int64)
    return Purchases(person, at, channel, none, np.zeros(count, dtype=bool), none)


def receipt_table(
    seed: int,
    block: int,
    people: People,
    orders: TillOrders,
    catalogue: Catalogue,
    span: Span,
    series: int,
) -> pa.Table:
    """pos.receipt_lines: one row per line; what is brought back stands on an invoice of its own."""
    rng = stream(seed, f"receipts {series}", block)
    baskets, place = orders.baskets, orders.purchases.person
    at, lines = orders.purchases.bought_at, len(baskets.order)
    number = 600_000 + (block * 2 + series) * 5_000_000 + np.arange(len(place), dtype=np.int64)
    sold = _lines(
        people,
        orders,
        catalogue,
        baskets,
        span,
        text(number[baskets.order]),
        at[baskets.order],
        np.arange(lines),
        baskets.quantity,
    )
    later = at[baskets.order] + (rng.uniform(2, 25, lines) * DAY).astype(np.int64)
    back = np.flatnonzero((rng.random(lines) < 0.035) & (later < span.end))
    credit = text("C", number[baskets.order[back]])
    returned = _lines(
        people,
        orders,
        catalogue,
        baskets,
        span,
        credit,
        later[back],
        back,
        -np.ones(len(back), dtype=np.int64),
    )
    numbered = blank(
        loyalty_number(people.person[place]).astype(np.float64),
        ~orders.is_known,
    )
    lines_sold = sold.append_column("Customer ID", numbered.take(pa.array(baskets.order)))
    lines_back = returned.append_column("Customer ID", numbered.take(pa.array(baskets.order[back])))
    return pa.concat_tables([lines_sold, lines_back]).select(
        [
            "Invoice",
            "StockCode",
            "Description",
            "Quantity",
            "InvoiceDate",
            "Price",
            "Customer ID",
            "Country",
        ]
    )


def _lines(
    people: People,
    orders: TillOrders,
    catalogue: Catalogue,
    baskets: Baskets,
    span: Span,
    invoice: pa.Array,
    at: Ints,
    rows: Ints,
    quantity: Ints,
) -> pa.Table:
    place = orders.purchases.person[baskets.order[rows]]
    paid = money(baskets.unit_price[rows] - baskets.discount[rows] / baskets.quantity[rows])
    return pa.table(
        {
            "Invoice": invoice,
            "StockCode": pick(catalogue.sku, baskets.product[rows]),
            "Description": pc.utf8_upper(pick(catalogue.title, baskets.product[rows])),
            "Quantity": as_column(quantity),
            "InvoiceDate": stamps(at // 60 * 60),
            "Price": as_column(paid),
            "Country": pick([land.name for land in COUNTRIES], people.country[place]),
        }
    )
