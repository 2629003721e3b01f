"""The web shop's customers (raw schema of shopify)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import NEVER, Accounts, shop_id
from python_hooks.demo.arrays import (
    as_column,
    flags,
    money,
    pick,
    stamps,
    stream,
)
from python_hooks.demo.people import People
from python_hooks.demo.scribe import (
    email_as_typed,
    email_of,
    phone_as_typed,
    write_down,
)
from python_hooks.demo.shop import ShopOrders
from python_hooks.demo.span import Span


def customer_table(
    seed: int, block: int, people: People, accounts: Accounts, orders: ShopOrders, span: Span
) -> pa.Table:
    """shopify.customers: one row per account."""
    rng = stream(seed, "shop customers", block)
    first = np.flatnonzero(accounts.shop_since < NEVER)
    second = np.flatnonzero(accounts.second_shop_since < NEVER)
    place = np.r_[first, second]
    copy = np.r_[np.zeros(len(first), dtype=np.int64), np.ones(len(second), dtype=np.int64)]
    since = np.where(copy == 0, accounts.shop_since[place], accounts.second_shop_since[place])
    order = np.lexsort((copy, place))
    place, copy, since = place[order], copy[order], since[order]
    written = write_down(rng, people, place, since, 0.03)
    key = orders.purchases.person * 2 + np.maximum(orders.account, 0)
    mine = orders.account >= 0
    size = 2 * len(people)
    counts = np.bincount(key[mine], minlength=size)[place * 2 + copy]
    spent = np.bincount(key[mine], weights=orders.total[mine], minlength=size)[place * 2 + copy]
    latest = np.zeros(size, dtype=np.int64)
    np.maximum.at(latest, key[mine], orders.purchases.bought_at[mine])
    updated = np.maximum(since, latest[place * 2 + copy])
    accepts = (accounts.news_since[place] < NEVER) & (accounts.unsubscribed_at[place] == NEVER)
    return pa.table(
        {
            "id": as_column(
                shop_id(people.person[place], 0) * (copy == 0)
                + shop_id(people.person[place], 1) * copy
            ),
            "first_name": written.first_name,
            "last_name": written.last_name,
            "email": email_as_typed(rng, email_of(people, place, copy == 1)),
            "phone": phone_as_typed(rng, people, place, rng.random(len(place)) < 0.45),
            "state": pick(
                ["enabled", "disabled", "invited"], (rng.random(len(place)) < 0.1).astype(np.int64)
            ),
            "orders_count": as_column(counts.astype(np.int64)),
            "total_spent": as_column(money(spent)),
            "created_at": stamps(since),
            "updated_at": stamps(updated),
            "accepts_marketing": flags(accepts),
            "tax_exempt": flags(np.zeros(len(place), dtype=bool)),
            "verified_email": flags(rng.random(len(place)) < 0.9),
            "default_address_id": as_column(
                8_000_000_000_000 + shop_id(people.person[place], 0) % 10**9
            ),
            "_fivetran_synced": stamps(np.full(len(place), span.end - 1800)),
        }
    )
