"""What people agreed to and asked for (raw schema of crm)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import NEVER, Accounts
from python_hooks.demo.arrays import (
    DAY,
    Column,
    Ints,
    as_column,
    choose,
    pick,
    stream,
    text,
    time_text,
)
from python_hooks.demo.catalogue import NAMES, Catalogue
from python_hooks.demo.crm import CrmRecords
from python_hooks.demo.people import People
from python_hooks.demo.span import Span


def consent_table(
    seed: int, block: int, people: People, accounts: Accounts, records: CrmRecords, span: Span
) -> pa.Table:
    """crm.consents: one row per statement: what was granted on joining, and what was taken back."""
    rng = stream(seed, "consents", block)
    ids, since, place = records.ids(people), records.since, records.place
    count = len(place)
    rows: list[tuple[Ints, Ints, str, str | None, str | None, str]] = []

    def said(
        chance: Column, at: Ints, purpose: str, channel: str | None, topic: str | None, status: str
    ) -> Ints:
        chosen = np.flatnonzero((rng.random(count) < chance) & (at < span.end) & (at > 0))
        rows.append((chosen, at[chosen], purpose, channel, topic, status))
        return chosen

    later = np.minimum(since + (rng.exponential(300, count) * DAY).astype(np.int64) + DAY, NEVER)
    later = np.maximum(later, since + DAY)
    said(0.66, since + 5, "contact", "email", None, "granted")
    said(0.38, since + 6, "contact", "sms", None, "granted")
    said(
        np.where(accounts.has_app[place], 0.75, 0.0), since + 7, "contact", "push", None, "granted"
    )
    said(0.9, since + 8, "tracking", None, None, "granted")
    said(0.9, since + 9, "profiling", None, None, "granted")
    said(
        np.where(accounts.unsubscribed_at[place] < NEVER, 0.5, 0.03),
        later + 60,
        "contact",
        "email",
        None,
        "withdrawn",
    )
    said(0.04, later + 120, "contact", "sms", None, "withdrawn")
    said(0.05, later + 180, "contact", "direct_mail", None, "withdrawn")
    said(0.03, later + 200, "contact", "till", None, "withdrawn")
    said(0.012, later + 240, "contact", None, None, "withdrawn")
    said(0.035, later + 300, "contact", None, "mothers_day", "withdrawn")
    said(0.03, later + 360, "contact", None, "health", "withdrawn")
    said(0.03, later + 420, "contact", None, "promotions", "withdrawn")
    said(0.04, later + 480, "tracking", None, None, "withdrawn")
    said(0.04, later + 540, "profiling", None, None, "withdrawn")
    said(0.015, later + 90 * DAY, "contact", "email", None, "granted")
    record = np.concatenate([row[0] for row in rows])
    at = np.concatenate([row[1] for row in rows])
    kind = np.repeat(np.arange(len(rows)), [len(row[0]) for row in rows])
    order = np.lexsort((kind, at, record))
    record, at, kind = record[order], at[order], kind[order]
    purposes = [
        None if row[2] == "contact" and number % 3 == 0 else row[2]
        for number, row in enumerate(rows)
    ]
    return pa.table(
        {
            "record_id": ids.take(pa.array(record)),
            "purpose": pick(purposes, kind),
            "channel": pick([row[3] for row in rows], kind),
            "topic": pick([row[4] for row in rows], kind),
            "status": pick([row[5] for row in rows], kind),
            "recorded_at": time_text(at, "%Y-%m-%dT%H:%M:%SZ"),
        }
    )


def preference_table(
    seed: int,
    block: int,
    people: People,
    records: CrmRecords,
    catalogue: Catalogue,
    span: Span,
) -> pa.Table:
    """crm.preferences: one row per wish."""
    rng = stream(seed, "preferences", block)
    ids, count = records.ids(people), len(records.place)
    names = (
        "pause_until",
        "max_contacts_per_week",
        "preferred_channel",
        "interested_in",
        "not_interested_in",
        "already_bought",
    )
    kind = np.repeat(np.arange(len(names)), count)
    record = np.tile(np.arange(count), len(names))
    share = np.array([0.02, 0.04, 0.07, 0.08, 0.05, 0.02])
    chosen = rng.random(len(kind)) < share[kind]
    kind, record = kind[chosen], record[chosen]
    since = np.maximum(records.since[record], span.begin)
    at = since + (rng.random(len(record)) * np.maximum(span.end - 60 - since, 1)).astype(np.int64)
    liked = np.argmax(people.affinity[records.place[record]], axis=1)
    least = np.argmin(people.affinity[records.place[record]], axis=1)
    product = rng.integers(0, len(catalogue), len(record))
    pause = as_column((at // DAY + rng.integers(7, 120, len(record))).astype("datetime64[D]")).cast(
        pa.string()
    )
    value = pick(["email", "sms", "push", "direct_mail"], rng.integers(0, 4, len(record)))
    value = choose(kind == 0, pause, value)
    value = choose(kind == 1, text(rng.integers(1, 4, len(record))), value)
    value = choose(kind == 3, pick(NAMES, liked), value)
    value = choose(kind == 4, pick(NAMES, least), value)
    value = choose(kind == 5, pick(catalogue.sku, product), value)
    order = np.lexsort((kind, at, record))
    return pa.table(
        {
            "record_id": ids.take(pa.array(record[order])),
            "preference": pick(names, kind[order]),
            "value": value.take(pa.array(order)),
            "recorded_at": time_text(at[order]),
        }
    )
