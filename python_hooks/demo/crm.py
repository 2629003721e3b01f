"""The CRM: people as staff typed them in (raw schema of crm)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import NEVER, Accounts, crm_number, loyalty_number
from python_hooks.demo.arrays import (
    DAY,
    Column,
    Ints,
    as_column,
    blank,
    choose,
    pick,
    stream,
    text,
    time_text,
)
from python_hooks.demo.people import People
from python_hooks.demo.places import COUNTRIES, LANGUAGES
from python_hooks.demo.scribe import email_as_typed, email_of, phone_as_typed, write_down
from python_hooks.demo.span import Span

GENDERS = ("F", "M", None, "female", "male", "X", "mujer", "hombre", "")


@dataclass(frozen=True)
class CrmRecords:
    """One entry per CRM record: whose, which copy, since when."""

    place: Ints
    copy: Ints
    since: Ints

    def ids(self, people: People) -> Column:
        """The key of each record."""
        number = np.where(
            self.copy == 0,
            crm_number(people.person[self.place]),
            crm_number(people.person[self.place], 1),
        )
        return text("CRM", number)


def crm_records(accounts: Accounts) -> CrmRecords:
    """All records of a block, by person."""
    first = np.flatnonzero(accounts.crm_since < NEVER)
    second = np.flatnonzero(accounts.second_crm_since < NEVER)
    place = np.r_[first, second]
    copy = np.r_[np.zeros(len(first), dtype=np.int64), np.ones(len(second), dtype=np.int64)]
    since = np.r_[accounts.crm_since[first], accounts.second_crm_since[second]]
    order = np.lexsort((copy, place))
    return CrmRecords(place[order], copy[order], since[order])


def people_table(
    seed: int, block: int, people: People, accounts: Accounts, records: CrmRecords, span: Span
) -> pa.Table:
    """crm.people: one row per record; second records are older news with more slips."""
    rng = stream(seed, "crm people", block)
    place, copy, count = records.place, records.copy, len(records.place)
    written = write_down(rng, people, place, records.since, 0.06)
    number = loyalty_number(people.person[place])
    has_number = (accounts.loyalty_since[place] < NEVER) & ((copy == 0) | (rng.random(count) < 0.4))
    old_email = (people.has_changed_email[place] & (rng.random(count) < 0.6)) | (
        (copy == 1) & (rng.random(count) < 0.3) & ~people.shares_email[place]
    )
    no_email = rng.random(count) < np.where(has_number, 0.25, 0.08)
    born = people.birth_date[place]
    slipped = rng.random(count) < 0.01
    born = np.where(slipped, born + rng.integers(-30, 31, count).astype("timedelta64[D]"), born)
    gender = people.gender[place]
    shown = np.where(
        gender == 2,
        rng.choice([2, 5, 8], count),
        gender + rng.choice([0, 3, 6], count, p=[0.8, 0.15, 0.05]),
    )
    shown = np.where(rng.random(count) < 0.12, 2, shown)
    country = people.country[place]
    updated = np.minimum(
        records.since + (rng.exponential(120, count) * DAY).astype(np.int64), span.end - 3600
    )
    return pa.table(
        {
            "record_id": records.ids(people),
            "customer_number": blank(number, ~has_number).cast(pa.string()),
            "first_name": written.first_name,
            "last_name": written.last_name,
            "email": blank(email_as_typed(rng, email_of(people, place, old_email)), no_email),
            "phone": phone_as_typed(rng, people, place, rng.random(count) < 0.3),
            "birth_date": blank(as_column(born).cast(pa.string()), rng.random(count) < 0.22),
            "gender": pick(GENDERS, shown),
            "street": written.street,
            "city": written.city,
            "postal_code": written.postal_code,
            "country": choose(
                rng.random(count) < 0.9,
                pick([land.code for land in COUNTRIES], country),
                pick([land.name for land in COUNTRIES], country),
            ),
            "language": blank(pick(LANGUAGES, people.language[place]), rng.random(count) < 0.1),
            "time_zone": blank(
                pick([land.time_zone for land in COUNTRIES], country), rng.random(count) < 0.5
            ),
            "created_at": time_text(records.since),
            "updated_at": time_text(np.maximum(updated, records.since)),
        }
    )
