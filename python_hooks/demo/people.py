"""The people of the company as they really are, before any system writes them down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from python_hooks.demo.addresses import (
    draw_addresses,
    draw_emails,
    draw_languages,
    draw_names,
    draw_phones,
)
from python_hooks.demo.arrays import (
    DAY,
    Column,
    Flags,
    Floats,
    Ints,
    choose,
    stream,
    weighted,
)
from python_hooks.demo.catalogue import CATEGORIES
from python_hooks.demo.places import COUNTRIES
from python_hooks.demo.span import Span

BLOCK = 4_000


@dataclass(frozen=True)
class People:
    """One entry per person of a block; `person` is the true id, everything else is true too."""

    person: Ints
    country: Ints
    language: Ints
    gender: Ints  # 0 female, 1 male, 2 not said
    first_name: Column
    last_name: Column
    birth_date: npt.NDArray[np.datetime64]
    age: Ints
    street: Column
    city: Column
    postal_code: Column
    old_street: Column
    old_city: Column
    old_postal_code: Column
    moved_at: Ints
    email: Column
    old_email: Column
    has_changed_email: Flags
    phone: Column  # national digits without trunk prefix
    partner: Ints  # place of the person who shares the home, -1 for nobody
    shares_email: Flags
    shares_device: Flags
    joined_at: Ints
    order_rate: Floats  # orders per usual day
    drop_out: Floats  # chance to lapse after each order
    store_share: Floats
    visit_rate: Floats
    peak_hour: Floats
    affinity: Floats  # person x category
    favourite_seed: Ints
    thrift: Floats

    def __len__(self) -> int:
        """How many people."""
        return len(self.person)


def draw_people(seed: int, block: int, first: int, count: int, capacity: int, span: Span) -> People:
    """The persons first .. first + count - 1; `capacity` is the size of the whole company."""
    rng = stream(seed, "people", block)
    person = np.arange(first, first + count, dtype=np.int64)
    country = weighted(rng, [land.share for land in COUNTRIES], count)
    gender = weighted(rng, [0.54, 0.445, 0.015], count)
    at_home = (
        (np.arange(count) % 2 == 0) & (rng.random(count) < 0.14) & (np.arange(count) + 1 < count)
    )
    partner = np.full(count, -1, dtype=np.int64)
    partner[at_home] = np.flatnonzero(at_home) + 1
    partner[np.flatnonzero(at_home) + 1] = np.flatnonzero(at_home)
    joins = np.flatnonzero(at_home) + 1
    country[joins] = country[joins - 1]
    last_seed = rng.integers(0, 2**31, (count, 2))
    last_seed[joins, 0] = last_seed[joins - 1, 0]
    first_name, last_name = draw_names(rng, country, gender, last_seed)
    age = np.clip(np.round(rng.normal(43, 16, count) + rng.exponential(4, count)), 18, 90).astype(
        np.int64
    )
    birth_days = (span.end // DAY) - age * 365.2425 - rng.integers(0, 365, count)
    homes = np.where(partner >= 0, np.minimum(np.arange(count), partner), np.arange(count))
    street, city, postal_code = draw_addresses(rng, country, homes)
    old_street, old_city, old_postal_code = draw_addresses(rng, country, np.arange(count))
    email, old_email = draw_emails(rng, person, country, first_name, last_name, capacity)
    shares_email = (partner >= 0) & (rng.random(count) < 0.45)
    shares_email[joins] = shares_email[joins - 1]
    email = choose(
        shares_email & (partner < np.arange(count)) & (partner >= 0), email.take(homes), email
    )
    affinity = _affinity(rng, gender, age)
    return People(
        person=person,
        country=country,
        language=draw_languages(rng, country),
        gender=gender,
        first_name=first_name,
        last_name=last_name,
        birth_date=birth_days.astype(np.int64).astype("datetime64[D]"),
        age=age,
        street=street,
        city=city,
        postal_code=postal_code,
        old_street=old_street,
        old_city=old_city,
        old_postal_code=old_postal_code,
        moved_at=np.where(
            rng.random(count) < 0.12,
            rng.integers(span.begin, span.end, count),
            span.begin - 3000 * DAY,
        ),
        email=email,
        old_email=old_email,
        has_changed_email=(rng.random(count) < 0.09) & ~shares_email,
        phone=draw_phones(person, country),
        partner=partner,
        shares_email=shares_email,
        shares_device=(partner >= 0) & (rng.random(count) < 0.6),
        joined_at=_joined(rng, span, country),
        order_rate=rng.gamma(0.85, 0.0125, count) + 0.0006,
        drop_out=rng.beta(0.9, 6.0, count),
        store_share=np.choose(
            weighted(rng, [0.4, 0.27, 0.33], count),
            [np.zeros(count), np.ones(count), rng.random(count)],
        ),
        visit_rate=rng.gamma(0.9, 0.012, count),
        peak_hour=np.choose(
            weighted(rng, [0.15, 0.2, 0.2, 0.35, 0.1], count), [8.0, 11.0, 14.5, 20.5, 22.7]
        )
        + rng.normal(0, 0.5, count),
        affinity=affinity,
        favourite_seed=rng.integers(0, 2**31, count),
        thrift=rng.beta(1.4, 3.5, count),
    )


def _joined(rng: np.random.Generator, span: Span, country: Ints) -> Ints:
    """A third came before the first day; the others as the company grew, up to the last day."""
    count = len(country)
    early = span.begin - (rng.exponential(400, count) * DAY).astype(np.int64) - 3600
    day = np.minimum((span.days * rng.random(count) ** 0.8).astype(np.int64), span.days - 1)
    grown = span.utc(day, (rng.uniform(10, 20.5, count) * 3600).astype(np.int64), country)
    return np.where(rng.random(count) < 0.35, early, np.minimum(grown, span.end - 7200))


def _affinity(rng: np.random.Generator, gender: Ints, age: Ints) -> Floats:
    """How much each person likes each category: who one is sets the odds, taste decides."""
    women = np.array([kind.women for kind in CATEGORIES])
    men = np.array([kind.men for kind in CATEGORIES])
    young = np.array([kind.young for kind in CATEGORIES])
    old = np.array([kind.old for kind in CATEGORIES])
    by_gender = np.stack([women, men, (women + men) / 2])[gender]
    maturity = np.clip((age - 25) / 45, 0, 1)[:, None]
    by_age = young[None, :] * (1 - maturity) + old[None, :] * maturity
    taste = rng.gamma(0.35, 1.0, (len(gender), len(CATEGORIES))) + 0.004
    liked = by_gender * by_age * taste
    shares: Floats = liked / liked.sum(axis=1, keepdims=True)
    return shares
