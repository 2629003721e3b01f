"""What is really so: who is behind each record, and what each campaign did. For tests only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from python_hooks.demo.accounts import (
    NEVER,
    Accounts,
    crm_number,
    desk_id,
    loyalty_number,
    news_number,
    shop_id,
)
from python_hooks.demo.arrays import Column, Ints, as_column, pick, stamps, text
from python_hooks.demo.campaigns import WINDOW_DAYS, Assignments, PastCampaign
from python_hooks.demo.catalogue import NAMES
from python_hooks.demo.crm import CrmRecords
from python_hooks.demo.dirt import DirtCounts
from python_hooks.demo.people import People
from python_hooks.demo.places import COUNTRIES, LANGUAGES
from python_hooks.demo.profiles import profile_id
from python_hooks.demo.purchases import Life
from python_hooks.demo.scribe import clean_phone
from python_hooks.demo.service import Contacts
from python_hooks.demo.shop import ShopOrders, guest_email
from python_hooks.demo.touches import Touches
from python_hooks.demo.visits import Visits


@dataclass
class Effects:
    """Sums over the blocks, one entry per campaign."""

    treated: Ints
    held_out: Ints
    caused: Ints
    expected: np.ndarray[tuple[int, ...], np.dtype[np.float64]]


class Truth:
    """The truth folder, written block by block."""

    def __init__(self, root: Path, campaigns: list[PastCampaign]) -> None:
        """Begin the folder."""
        self.root = root
        self.campaigns = campaigns
        size = max(len(campaigns), 1)
        self.effects = Effects(
            np.zeros(size, dtype=np.int64),
            np.zeros(size, dtype=np.int64),
            np.zeros(size, dtype=np.int64),
            np.zeros(size),
        )
        self.record_count = 0
        self._files: dict[str, pq.ParquetWriter] = {}
        root.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, rows: pa.Table) -> None:
        """Add rows to one of the files."""
        if name not in self._files:
            self._files[name] = pq.ParquetWriter(
                self.root / f"{name}.parquet", rows.schema, compression="snappy"
            )
        self._files[name].write_table(rows)

    def add_people(self, rows: pa.Table) -> None:
        """Add who is behind the records of a block."""
        self.record_count += rows.num_rows
        self.write("people", rows)

    def add_assignments(self, people: People, assignments: Assignments, caused: Ints) -> None:
        """Add who got and who was held out of each experiment."""
        size = len(self.effects.treated)
        treated = ~assignments.is_holdout
        self.effects.treated += np.bincount(assignments.campaign[treated], minlength=size)
        self.effects.held_out += np.bincount(assignments.campaign[~treated], minlength=size)
        self.effects.caused += np.bincount(
            assignments.campaign, weights=caused, minlength=size
        ).astype(np.int64)
        self.effects.expected += np.bincount(
            assignments.campaign[treated], weights=assignments.effect[treated], minlength=size
        )
        ids = [one.campaign_id for one in self.campaigns] or [""]
        self.write(
            "campaign_assignments",
            pa.table(
                {
                    "campaign_id": pick(ids, assignments.campaign),
                    "person_id": as_column(people.person[assignments.person]),
                    "is_holdout": as_column(assignments.is_holdout),
                    "true_effect": as_column(np.round(assignments.effect, 6)),
                    "caused_order_count": as_column(caused),
                }
            ),
        )

    def close(self, dirt: DirtCounts) -> None:
        """Write the effects and the dirt, and finish every file."""
        tested = [one for one in self.campaigns if one.is_experiment]
        at = np.array([one.number for one in tested], dtype=np.int64)
        treated = self.effects.treated[at]
        self.write(
            "effects",
            pa.table(
                {
                    "campaign_id": pa.array([one.campaign_id for one in tested], pa.string()),
                    "campaign_name": pa.array([one.name for one in tested], pa.string()),
                    "channel": pa.array([one.channel for one in tested], pa.string()),
                    "sent_at": pa.array(
                        np.array([one.sent_at for one in tested], dtype="datetime64[s]").astype(
                            "datetime64[ms]"
                        )
                    ),
                    "window_days": pa.array([WINDOW_DAYS] * len(tested), pa.int64()),
                    "holdout_share": pa.array([one.holdout_share for one in tested], pa.float64()),
                    "treated_count": as_column(treated),
                    "holdout_count": as_column(self.effects.held_out[at]),
                    "caused_order_count": as_column(self.effects.caused[at]),
                    "true_uplift": as_column(
                        np.round(self.effects.caused[at] / np.maximum(treated, 1), 6)
                    ),
                    "intended_uplift": as_column(
                        np.round(self.effects.expected[at] / np.maximum(treated, 1), 6)
                    ),
                }
            ),
        )
        for file in self._files.values():
            file.close()
        (self.root / "dirt.json").write_text(
            json.dumps(dirt.as_rows(), indent=1) + "\n", encoding="utf-8"
        )


def people_rows(
    people: People,
    accounts: Accounts,
    records: CrmRecords,
    orders: ShopOrders,
    checkout_guests: Ints,
    visits: Visits,
    contacts: Contacts,
    touches: Touches,
    block_receipts: Ints,
) -> pa.Table:
    """One row per source record that staging makes, with the person behind it."""
    every = np.arange(len(people))
    shop = every[accounts.shop_since < NEVER]
    second_shop = every[accounts.second_shop_since < NEVER]
    news, second_news = (
        every[accounts.news_since < NEVER],
        every[accounts.second_news_since < NEVER],
    )
    guest = np.unique(np.r_[orders.purchases.person[orders.account < 0], checkout_guests])
    logged_in = np.unique(visits.person[visits.is_known])
    desk = np.unique(contacts.person)
    kind, by = touches.key_kind, touches.person
    by_crm, by_number = np.unique(by[kind == 0]), np.unique(by[kind == 1])
    by_mail, by_phone = np.unique(by[kind == 2]), np.unique(by[kind == 3])
    parts: list[tuple[str, Column, Ints]] = [
        ("shopify", text(shop_id(people.person[shop])), shop),
        ("shopify", text(shop_id(people.person[second_shop], 1)), second_shop),
        ("shopify", hashed("guest:", guest_email(people, guest)), guest),
        ("pos", text(loyalty_number(people.person[block_receipts])), block_receipts),
        ("crm", records.ids(people), records.place),
        ("klaviyo", profile_id(news_number(people.person[news])), news),
        ("klaviyo", profile_id(news_number(people.person[second_news], 1)), second_news),
        ("zendesk", text(desk_id(people.person[desk])), desk),
        ("segment", text(shop_id(people.person[logged_in])), logged_in),
        ("interactions", text("crm:CRM", crm_number(people.person[by_crm])), by_crm),
        ("interactions", text("number:", loyalty_number(people.person[by_number])), by_number),
        ("interactions", hashed("guest:", people.email.take(pa.array(by_mail))), by_mail),
        (
            "interactions",
            hashed("guest:", clean_phone(people, by_phone, np.zeros(len(by_phone), dtype=bool))),
            by_phone,
        ),
    ]
    return pa.table(
        {
            "person_id": as_column(np.concatenate([people.person[place] for _, _, place in parts])),
            "source_name": pa.array(
                [name for name, _, place in parts for _ in range(len(place))], pa.string()
            ),
            "source_record_id": pa.concat_arrays([as_column(ids) for _, ids, _ in parts]),
        }
    )


def person_rows(people: People, life: Life) -> pa.Table:
    """One row per person, as they are on the last day."""
    every = np.arange(len(people))
    country = [land.code for land in COUNTRIES]
    return pa.table(
        {
            "person_id": as_column(people.person),
            "first_name": people.first_name,
            "last_name": people.last_name,
            "birth_date": as_column(people.birth_date),
            "gender": pick(["female", "male", None], people.gender),
            "email": people.email,
            "phone": clean_phone(people, every, np.zeros(len(people), dtype=bool)),
            "street": people.street,
            "city": people.city,
            "postal_code": people.postal_code,
            "country": pick(country, people.country),
            "language": pick(LANGUAGES, people.language),
            "shares_email": as_column(people.shares_email),
            "joined_at": stamps(people.joined_at),
            "favourite_category": pick(NAMES, np.argmax(people.affinity, axis=1)),
            "orders_per_day": as_column(np.round(people.order_rate, 8)),
            "order_count": as_column(np.bincount(life.purchases.person, minlength=len(people))),
            "has_lapsed": as_column(life.has_lapsed),
        }
    )


def visitor_rows(people: People, visits: Visits) -> pa.Table:
    """One row per device and person seen on it."""
    mine = visits.is_customer
    pairs = np.unique(
        np.stack([visits.visitor[mine], people.person[visits.person[mine]]], axis=1), axis=0
    )
    return pa.table({"visitor_id": text("anon-", pairs[:, 0]), "person_id": as_column(pairs[:, 1])})


def hashed(prefix: str, values: Column) -> Column:
    """The key staging gives to somebody known by an address alone."""
    return pa.array(
        [prefix + md5(value.encode()).hexdigest() for value in pc.utf8_lower(values).to_pylist()],
        pa.string(),
    )
