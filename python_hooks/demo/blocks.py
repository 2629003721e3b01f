"""One block of people, from their first day to the last, in every system."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from python_hooks.demo import (
    accounts,
    checkouts,
    consents,
    crm,
    messages,
    profiles,
    refunds,
    service,
    shop,
    shop_accounts,
    till,
    touches,
    truth,
    visits,
    web,
)
from python_hooks.demo.arrays import stream
from python_hooks.demo.baskets import Baskets, fill_baskets
from python_hooks.demo.campaigns import PastCampaign, draw_assignments
from python_hooks.demo.catalogue import Catalogue
from python_hooks.demo.dirt import DirtCounts, soil
from python_hooks.demo.people import BLOCK, draw_people
from python_hooks.demo.purchases import ONLINE, STORE, Purchases, live, where
from python_hooks.demo.receipts_by_hand import redelivered, write_by_hand
from python_hooks.demo.shelf import Shelf
from python_hooks.demo.span import Span
from python_hooks.demo.writers import RawFolder

BY_HAND_EVERY = 25
Tables = dict[tuple[str, str], pa.Table]


@dataclass(frozen=True)
class BlockMaker:
    """All that is the same for every block."""

    seed: int
    customers: int
    span: Span
    catalogue: Catalogue
    prices: Shelf
    campaigns: list[PastCampaign]
    raw: RawFolder
    told: truth.Truth
    dirt: DirtCounts

    def make(self, block: int, part: int) -> None:
        """Live through the whole span with one block of people and write it down."""
        seed, span, catalogue = self.seed, self.span, self.catalogue
        first = block * BLOCK
        count = min(BLOCK, self.customers - first)
        people = draw_people(seed, block, first + 1, count, self.customers, span)
        known = accounts.draw_accounts(seed, block, people, span)
        assignments = draw_assignments(seed, block, people, known, self.campaigns)
        life = live(seed, block, people, span, self.campaigns, assignments)
        purchases = life.purchases
        online = where(purchases, purchases.channel == ONLINE)
        in_store = where(purchases, purchases.channel == STORE)
        strangers = till.passers_by(seed, block, people, len(in_store), span)

        def filled(purpose: str, some: Purchases) -> Baskets:
            return fill_baskets(seed, purpose, block, people, some, catalogue, self.prices, span)

        orders = shop.open_orders(seed, block, known, online, filled("online", online))
        shows_card = stream(seed, "cards", block).random(len(in_store)) < 0.88
        shows_card &= known.loyalty_since[in_store.person] <= in_store.bought_at
        nobody = np.zeros(len(strangers), dtype=bool)
        baskets = (
            till.TillOrders(in_store, filled("store", in_store), shows_card),
            till.TillOrders(strangers, filled("passers-by", strangers), nobody),
        )
        seen = visits.draw_visits(seed, block, people, known, orders, span)
        tracked, carts = web.web_tables(
            seed, block, people, seen, orders, catalogue, self.prices, span
        )
        sends = messages.draw_sends(
            seed, block, people, known, self.campaigns, assignments, seen, carts, span
        )
        contacts = service.draw_contacts(seed, block, people, orders, span)
        touched = touches.draw_touches(seed, block, people, known, span)
        records = crm.crm_records(known)
        returned, returned_lines = refunds.refund_tables(seed, block, people, orders, span)
        tables: Tables = {
            ("shopify", "customers"): shop_accounts.customer_table(
                seed, block, people, known, orders, span
            ),
            ("shopify", "orders"): shop.order_table(seed, block, people, orders),
            ("shopify", "order_lines"): shop.line_table(people, orders, catalogue, block),
            ("shopify", "refunds"): returned,
            ("shopify", "order_line_refunds"): returned_lines,
            ("shopify", "abandoned_checkouts"): checkouts.checkout_table(
                people, seen, carts, catalogue
            ),
            ("klaviyo", "person"): profiles.person_table(seed, block, people, known, span),
            ("klaviyo", "event"): messages.event_table(
                seed, block, people, known, sends, self.campaigns, span
            ),
            ("crm", "people"): crm.people_table(seed, block, people, known, records, span),
            ("crm", "consents"): consents.consent_table(seed, block, people, known, records, span),
            ("crm", "preferences"): consents.preference_table(
                seed, block, people, records, catalogue, span
            ),
            ("interactions", "touches"): touched.table,
            **{("segment", name): table for name, table in tracked.items()},
            **{
                ("zendesk", name): table
                for name, table in service.desk_tables(
                    seed, block, people, known, contacts, span
                ).items()
            },
        }
        receipts = pa.concat_tables(
            till.receipt_table(seed, block, people, some, catalogue, span, series)
            for series, some in enumerate(baskets)
        )
        self._write(tables, receipts, block, part)
        self.told.add_people(
            truth.people_rows(
                people,
                known,
                records,
                orders,
                checkouts.checkout_guests(people, seen, carts),
                seen,
                contacts,
                touched,
                np.unique(in_store.person[shows_card]),
            )
        )
        self.told.write("visitors", truth.visitor_rows(people, seen))
        self.told.write("persons", truth.person_rows(people, life))
        self.told.add_assignments(people, assignments, life.caused)

    def _write(self, tables: Tables, receipts: pa.Table, block: int, part: int) -> None:
        for (source, name), rows in tables.items():
            rng = stream(self.seed, f"dirt {source} {name}", block)
            soiled, again = soil(rng, source, name, rows, int(block == 0), self.dirt)
            self.raw.write(source, name, f"part-{part:04d}", soiled)
            if again is not None:
                self.raw.write(source, name, f"redelivery-{part:04d}", again)
        rng = stream(self.seed, "dirt receipts", block)
        self.raw.write("pos", "receipt_lines", f"part-{part:04d}", receipts)
        again = redelivered(rng, receipts, self.dirt)
        if again.num_rows:
            self.raw.write("pos", "receipt_lines", f"redelivery-{part:04d}", again)
        if block % BY_HAND_EVERY == 0:
            path = self.raw.root / "pos" / "receipt_lines" / f"by-hand-{block + 1:05d}.csv"
            written = write_by_hand(rng, receipts, path, block, self.dirt)
            self.raw.add_file("pos", "receipt_lines", written)
