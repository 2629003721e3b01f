"""What each product cost, and whether it was there, on every day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from python_hooks.demo.arrays import (
    DAY,
    Flags,
    Floats,
    Ints,
    as_column,
    money,
    pick,
    same,
    stamps,
    stream,
    text,
)
from python_hooks.demo.catalogue import NAMES, Catalogue
from python_hooks.demo.span import Span


@dataclass(frozen=True)
class Shelf:
    """One row per product, one column per day; `launched` is the first day of each product."""

    price: npt.NDArray[np.float32]
    regular: npt.NDArray[np.float32]
    is_out: Flags
    launched: Ints

    def price_at(self, product: Ints, day: Ints) -> Floats:
        """The price of products on days."""
        return money(self.price[product, day])


def make_shelf(seed: int, catalogue: Catalogue, span: Span) -> Shelf:
    """Regular prices that move a few times, sales seasons, fresh price drops, stock-out spells."""
    rng = stream(seed, "shelf")
    products, days = len(catalogue), span.days
    regular = np.repeat(catalogue.price[:, None], days, axis=1)
    for _ in range(2):
        day = rng.integers(0, max(days, 1), products)
        factor = np.where(rng.random(products) < 0.6, rng.uniform(0.92, 1.12, products), 1.0)
        later = np.arange(days)[None, :] >= day[:, None]
        regular = np.where(later, np.floor(regular * factor[:, None]) + 0.95, regular)
    cut = np.zeros((products, days))
    for is_sale, share in (
        (
            np.array(
                [
                    (d.month == 1 and d.day >= 7) or (d.month == 2 and d.day <= 15)
                    for d in span.dates
                ]
            ),
            0.45,
        ),
        (np.array([d.month == 7 for d in span.dates]), 0.45),
        (np.array([d.month == 11 and 20 <= d.day <= 30 for d in span.dates]), 0.6),
    ):
        depth = np.where(rng.random(products) < share, rng.choice([0.2, 0.3, 0.4], products), 0.0)
        cut = np.maximum(cut, depth[:, None] * is_sale[None, :])
    fresh = np.where(rng.random(products) < 0.08, rng.choice([0.15, 0.2, 0.25], products), 0.0)
    since = days - rng.integers(1, 10, products)
    cut = np.maximum(cut, fresh[:, None] * (np.arange(days)[None, :] >= since[:, None]))
    price = np.where(cut > 0, np.floor(regular * (1 - cut) * 10) / 10 + 0.05, regular)
    is_out = np.zeros((products, days), dtype=bool)
    for _ in range(3):
        start = rng.integers(-30, days + 1, products)
        length = np.where(rng.random(products) < 0.35, rng.integers(3, 25, products), 0)
        numbers = np.arange(days)[None, :]
        is_out |= (numbers >= start[:, None]) & (numbers < (start + length)[:, None])
    return Shelf(
        price.astype(np.float32), regular.astype(np.float32), is_out, launch_days(products, span)
    )


def launch_days(products: int, span: Span) -> Ints:
    """The day on which each product came: a few in the last days, the others always were there."""
    number = np.arange(products, dtype=np.int64)
    newest = number % 25 == 7
    return np.where(newest, np.maximum(span.days - (1 + number % 9), 0), 0)


def delivery_days(span: Span) -> list[int]:
    """When the shop exported its shelf: monthly, weekly of late, daily at the end."""
    last = span.days - 1
    wanted = {0, *range(max(last - 6, 0), last + 1), *range(max(last - 55, 0), last + 1, 7)}
    wanted |= {number for number, day in enumerate(span.dates) if day.day == 1}
    return sorted(wanted)


def product_table(catalogue: Catalogue, span: Span) -> pa.Table:
    """shopify.products: one row per product."""
    number = np.arange(len(catalogue), dtype=np.int64)
    launched = launch_days(len(catalogue), span)
    created = np.where(
        launched > 0, span.begin + launched * DAY, span.begin - (400 + number % 300) * DAY
    )
    return pa.table(
        {
            "id": text(4_506_000_000_000 + number),
            "title": catalogue.title,
            "handle": pa.array([_handle(title) for title in catalogue.title]),
            "product_type": pick([name.capitalize() for name in NAMES], catalogue.category),
            "vendor": catalogue.brand,
            "created_at": stamps(created),
            "updated_at": stamps(np.maximum(created, span.end - (1 + number % 40) * DAY)),
            "published_at": stamps(created),
            "published_scope": same("global", len(catalogue)),
            "status": pick(["active", "archived"], np.array(catalogue.is_retired, dtype=np.int64)),
            "_fivetran_deleted": same("FALSE", len(catalogue)),
            "_fivetran_synced": stamps(np.full(len(catalogue), span.end - 3600)),
        }
    )


def variant_table(catalogue: Catalogue, shelf: Shelf, span: Span, day: int) -> pa.Table:
    """shopify.product_variants as exported on one day: the price history, delivery by delivery."""
    number = np.arange(len(catalogue), dtype=np.int64)
    price, regular = shelf.price[:, day], shelf.regular[:, day]
    changed = shelf.price[:, : day + 1] != price[:, None]
    last_change = np.where(changed.any(axis=1), day - np.argmax(changed[:, ::-1], axis=1) + 1, 0)
    quantity = _quantity(shelf, day)
    is_cut = price < regular
    return pa.table(
        {
            "product_id": text(4_506_000_000_000 + number),
            "id": text(31_879_000_000_000 + number),
            "inventory_item_id": text(43_985_000_000_000 + number),
            "available_for_sale": pick(["FALSE", "TRUE"], (quantity > 0).astype(np.int64)),
            "barcode": text(8_410_000_000_000 + number),
            "compare_at_price": pa.array(np.round(regular.astype(np.float64), 2), mask=~is_cut),
            "created_at": stamps(np.full(len(catalogue), span.begin - 400 * DAY)),
            "display_name": catalogue.title,
            "inventory_policy": same("DENY", len(catalogue)),
            "inventory_quantity": as_column(quantity),
            "position": as_column(np.ones(len(catalogue), dtype=np.int64)),
            "price": as_column(np.round(price.astype(np.float64), 2)),
            "sku": catalogue.sku,
            "taxable": same("TRUE", len(catalogue)),
            "title": same("Default Title", len(catalogue)),
            "updated_at": stamps(span.begin + last_change * DAY + 5 * 3600 + number % 60),
            "_fivetran_synced": stamps(np.full(len(catalogue), span.begin + day * DAY + 6 * 3600)),
        }
    )


def inventory_item_table(catalogue: Catalogue, span: Span) -> pa.Table:
    """shopify.inventory_items: one row per stocked item."""
    number = np.arange(len(catalogue), dtype=np.int64)
    return pa.table(
        {
            "id": text(43_985_000_000_000 + number),
            "created_at": stamps(np.full(len(catalogue), span.begin - 400 * DAY)),
            "requires_shipping": same("TRUE", len(catalogue)),
            "sku": catalogue.sku,
            "tracked": same("TRUE", len(catalogue)),
            "updated_at": stamps(np.full(len(catalogue), span.begin)),
            "_fivetran_deleted": same("FALSE", len(catalogue)),
            "_fivetran_synced": stamps(np.full(len(catalogue), span.end - 3600)),
        }
    )


def inventory_level_table(catalogue: Catalogue, shelf: Shelf, span: Span, day: int) -> pa.Table:
    """shopify.inventory_levels as exported on one day: the stock history."""
    number = np.arange(len(catalogue), dtype=np.int64)
    counted = np.full(len(catalogue), span.begin + day * DAY + 5 * 3600) + number % 60
    return pa.table(
        {
            "id": text(18_495_000_000 + number),
            "inventory_item_id": text(43_985_000_000_000 + number),
            "location_id": same("26191631", len(catalogue)),
            "available": as_column(_quantity(shelf, day)),
            "created_at": stamps(np.full(len(catalogue), span.begin - 400 * DAY)),
            "updated_at": stamps(counted),
            "_fivetran_synced": stamps(counted + 3600),
        }
    )


def delivery_name(span: Span, day: int) -> str:
    """A delivery is named after the day it was made."""
    return (span.start + timedelta(days=day)).isoformat()


def _quantity(shelf: Shelf, day: int) -> Ints:
    number = np.arange(len(shelf.is_out), dtype=np.int64)
    usual = 4 + (number * 37 + day * (3 + number % 5)) % 90
    return np.where(shelf.is_out[:, day], 0, usual).astype(np.int64)


def _handle(title: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in title.lower())
    return "-".join(part for part in kept.split("-") if part)
