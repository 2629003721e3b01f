"""Touches in stores, at events, by phone and elsewhere (raw schema of interactions)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import Accounts, crm_number, loyalty_number
from python_hooks.demo.arrays import (
    DAY,
    Ints,
    as_column,
    blank,
    pick,
    same,
    stream,
    text,
    time_text,
    weighted,
)
from python_hooks.demo.baskets import draw_categories
from python_hooks.demo.catalogue import NAMES
from python_hooks.demo.people import People
from python_hooks.demo.scribe import clean_phone, email_of
from python_hooks.demo.shop import ID_STEP
from python_hooks.demo.span import Span
from python_hooks.demo.visits import APP, visitor_number


@dataclass(frozen=True)
class Touches:
    """Rows of interactions.touches and whose they are (-1: nobody known)."""

    table: pa.Table
    person: Ints
    key_kind: Ints  # 0 CRM record, 1 loyalty number, 2 e-mail, 3 phone


def draw_touches(seed: int, block: int, people: People, accounts: Accounts, span: Span) -> Touches:
    """interactions.touches: visits, events, calls; each known by whatever key was at hand."""
    rng = stream(seed, "touches", block)
    start = np.maximum(people.joined_at, span.begin)
    person = np.repeat(np.arange(len(people)), rng.poisson(0.0014 * (span.end - start) / DAY))
    at = start[person] + (rng.random(len(person)) * (span.end - start[person])).astype(np.int64)
    order = np.lexsort((at, person))
    person, at = person[order], at[order]
    count = len(person)
    kind = rng.integers(0, 4, count)
    kind = np.where((kind == 0) & (accounts.crm_since[person] > at), 2, kind)
    kind = np.where((kind == 1) & (accounts.loyalty_since[person] > at), 3, kind)
    kind = np.where((kind == 2) & people.shares_email[person], 3, kind)
    place = weighted(rng, [0.45, 0.12, 0.2, 0.15, 0.08], count)
    touchpoint = pick(["store", "event", "call_center", "social", "app"], place)
    action = pick(["visited", "attended", "called", "liked", "opened"], place)
    category = draw_categories(rng, people, person, span.months[span.day_of(at)])
    duration = np.array([1500, 5400, 300, 40, 120])[place] * rng.gamma(2.0, 0.5, count)
    number = block * ID_STEP + np.arange(count, dtype=np.int64)
    device = text("anon-", visitor_number(people.person[person], np.full(count, APP)))
    table = pa.table(
        {
            "interaction_id": text("T", number),
            "record_id": blank(text("CRM", crm_number(people.person[person])), kind != 0),
            "customer_number": blank(loyalty_number(people.person[person]), kind != 1).cast(
                pa.string()
            ),
            "email": blank(email_of(people, person, np.zeros(count, dtype=bool)), kind != 2),
            "phone": clean_phone(people, person, kind != 3),
            "visitor_id": blank(device, (place != 4) | ~accounts.has_app[person]),
            "touchpoint": touchpoint,
            "action": action,
            "subject_type": same("category", count),
            "subject_id": pick(NAMES, category),
            "started_at": time_text(at),
            "duration_seconds": as_column(duration.astype(np.int64)).cast(pa.string()),
            "source": pick(["walk-in", "invitation", "phone", "instagram", "push"], place),
            "medium": pick(["offline", "offline", "offline", "social", "app"], place),
            "campaign": blank(text(pick(NAMES, category), " days"), place != 1),
        }
    )
    return Touches(table, person, kind)
