"""The envelope that the tracking puts around every event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import shop_id
from python_hooks.demo.arrays import (
    Column,
    Flags,
    Ints,
    as_column,
    blank,
    choose,
    pick,
    same,
    stamps,
    text,
)
from python_hooks.demo.catalogue import NAMES, Catalogue
from python_hooks.demo.people import People
from python_hooks.demo.shop import ID_STEP, cart_token
from python_hooks.demo.visits import APP, DEVICE_NAMES, Visits

SHOP_URL = "https://shop.example.com"


AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/137.0 Safari/537.36",
    "Mozilla/5.0 (iPad; CPU OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
    "ShopApp/7.2 (Android 15; Mobile)",
)


REFERRERS = (
    None,
    "https://www.google.com/",
    "https://l.facebook.com/",
    "https://www.instagram.com/",
    None,
)


SOURCES = (None, "google", "facebook", "instagram", "newsletter")


MEDIA = (None, "cpc", "social", "social", "email")


@dataclass(frozen=True)
class EventMaker:
    """Builds event tables with the tracking's usual envelope."""

    block: int
    people: People
    visits: Visits
    catalogue: Catalogue
    came_from: Ints
    cart: Ints

    def envelope(self, letter: str, visit: Ints, at: Ints, known: Flags) -> dict[str, Column]:
        """What every event carries."""
        user = blank(shop_id(self.people.person[self.visits.person[visit]]), ~known)
        device = self.visits.device[visit]
        lag = (visit * 7919 + at) % 3
        return {
            "id": text(
                f"ajs-{letter}", self.block * ID_STEP + np.arange(len(visit), dtype=np.int64)
            ),
            "anonymous_id": text("anon-", self.visits.visitor[visit]),
            "user_id": user.cast(pa.string()),
            "received_at": stamps(at + lag),
            "sent_at": stamps(at + lag),
            "timestamp": stamps(at),
            "context_user_agent": pick(AGENTS, device),
            "context_device_type": blank(pick(DEVICE_NAMES, device), device < APP),
        }

    def plain(self, event: str, letter: str, visit: Ints, at: Ints, known: Flags) -> pa.Table:
        """Events that are about the visit alone."""
        columns = self.envelope(letter, visit, at, known)
        columns["event"] = pick([event], np.zeros(len(visit), dtype=np.int64))
        columns["context_page_url"] = pick(
            [f"{SHOP_URL}/checkout"], np.zeros(len(visit), dtype=np.int64)
        )
        return pa.table(columns)

    def pages(self, visit: Ints, at: Ints, known: Flags) -> pa.Table:
        """Landing pages, and where the visitor came from."""
        source = self.came_from[visit]
        lands = (visit + at) % 3 == 0
        path = choose(
            lands,
            pick(
                ["/collections/" + name.replace(" ", "-") for name in NAMES],
                self.visits.category[visit],
            ),
            same("/", len(visit)),
        )
        columns = self.envelope("p", visit, at, known)
        return pa.table(
            {
                **columns,
                "url": text(SHOP_URL, path),
                "path": path,
                "title": same("Shop", len(visit)),
                "referrer": pick(REFERRERS, source),
                "context_campaign_source": pick(SOURCES, source),
                "context_campaign_medium": pick(MEDIA, source),
                "context_campaign_name": blank(
                    text(pick(NAMES, self.visits.category[visit]), " ", "always on"),
                    (source == 0) | (source == 1),
                ),
            }
        )

    def products(
        self,
        event: str,
        letter: str,
        visit: Ints,
        at: Ints,
        product: Ints,
        known: Flags,
        quantity: Ints | None = None,
    ) -> pa.Table:
        """Events about a product."""
        columns = self.envelope(letter, visit, at, known)
        columns["event"] = pick([event], np.zeros(len(visit), dtype=np.int64))
        columns["context_page_url"] = pick(
            [f"{SHOP_URL}/products/{sku.lower()}" for sku in self.catalogue.sku], product
        )
        columns["product_id"] = as_column(4_506_000_000_000 + product)
        columns["sku"] = pick(self.catalogue.sku, product)
        columns["name"] = pick(self.catalogue.title, product)
        columns["category"] = pick(
            [name.capitalize() for name in NAMES], self.catalogue.category[product]
        )
        columns["brand"] = pick(self.catalogue.brand, product)
        if quantity is not None:
            columns["quantity"] = as_column(quantity)
            columns["cart_id"] = cart_token(self.cart[visit])
        return pa.table(columns)
