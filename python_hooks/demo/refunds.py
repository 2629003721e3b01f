"""What came back to the web shop (raw schema of shopify)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from python_hooks.demo.arrays import (
    DAY,
    as_column,
    blank,
    flags,
    money,
    pick,
    same,
    stamps,
    stream,
)
from python_hooks.demo.people import People
from python_hooks.demo.places import COUNTRIES
from python_hooks.demo.shop import ID_STEP, ShopOrders, line_id
from python_hooks.demo.span import Span


def refund_tables(
    seed: int, block: int, people: People, orders: ShopOrders, span: Span
) -> tuple[pa.Table, pa.Table]:
    """shopify.refunds and shopify.order_line_refunds: what came back."""
    rng = stream(seed, "refunds", block)
    baskets = orders.baskets
    count = len(baskets.order)
    at = orders.purchases.bought_at[baskets.order] + (
        (3 + rng.gamma(2.0, 4.0, count)) * DAY
    ).astype(np.int64)
    back = np.flatnonzero((rng.random(count) < 0.055) & (at < span.end))
    quantity = np.minimum(baskets.quantity[back], 1 + (rng.random(len(back)) < 0.5))
    rate = np.array([land.currency_rate for land in COUNTRIES])[
        people.country[orders.purchases.person[baskets.order[back]]]
    ]
    paid = money(
        quantity
        * (baskets.unit_price[back] * rate - baskets.discount[back] * rate / baskets.quantity[back])
    )
    number = block * ID_STEP + np.arange(len(back), dtype=np.int64)
    refunds = pa.table(
        {
            "id": as_column(801_000_000_000 + number),
            "created_at": stamps(at[back]),
            "processed_at": stamps(at[back]),
            "note": blank(
                pick(
                    ["Wrong size", "Llegó roto", "Changed my mind"], rng.integers(0, 3, len(back))
                ),
                rng.random(len(back)) < 0.4,
            ),
            "restock": flags(rng.random(len(back)) < 0.8),
            "user_id": same("40467791943", len(back)),
            "order_id": as_column(orders.order_id[baskets.order[back]]),
            "_fivetran_synced": stamps(at[back] + 3600),
        }
    )
    lines = pa.table(
        {
            "id": as_column(189_000_000_000 + number),
            "location_id": same("26191631", len(back)),
            "refund_id": as_column(801_000_000_000 + number),
            "restock_type": same("return", len(back)),
            "quantity": as_column(quantity),
            "order_line_id": as_column(line_id(block, back)),
            "subtotal": as_column(paid),
            "total_tax": as_column(money(paid * 0.1736)),
            "_fivetran_synced": stamps(at[back] + 3600),
        }
    )
    return refunds, lines
