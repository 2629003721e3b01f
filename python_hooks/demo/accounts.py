"""Which systems know a person, since when, and under which keys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from python_hooks.demo.arrays import DAY, Flags, Ints, scramble, stream
from python_hooks.demo.people import People
from python_hooks.demo.span import Span

NEVER = 2**40
SHOP, LOYALTY, CRM, NEWS, DESK = range(5)


@dataclass(frozen=True)
class Accounts:
    """Per person and system: since when there is a record (NEVER: none), and its number.

    The second shop account and the second newsletter profile carry the former e-mail;
    the second CRM record was typed in again by somebody.
    """

    shop_since: Ints
    second_shop_since: Ints
    loyalty_since: Ints
    crm_since: Ints
    second_crm_since: Ints
    news_since: Ints
    second_news_since: Ints
    unsubscribed_at: Ints
    sms_since: Ints
    sms_stopped_at: Ints
    has_app: Flags
    news_share: Ints  # thousandths: how readily this person opens


def shop_id(person: Ints, copy: int = 0) -> Ints:
    """Shop account number; `copy` 1 is the second account of the same person."""
    return 6_100_000_000_000 + scramble(person * 2 + copy, 5, 9)


def loyalty_number(person: Ints) -> Ints:
    """Till loyalty number, one namespace with the customer number of the CRM."""
    return 100_000_000 + scramble(person, 6, 8)


def crm_number(person: Ints, copy: int = 0) -> Ints:
    """CRM record number."""
    return 1_000_000_000 + scramble(person * 2 + copy, 7, 9)


def news_number(person: Ints, copy: int = 0) -> Ints:
    """Newsletter profile number."""
    return 1_000_000_000 + scramble(person * 2 + copy, 8, 9)


def desk_id(person: Ints) -> Ints:
    """Help-desk user number."""
    return 403_900_000_000 + scramble(person, 9, 9)


def draw_accounts(seed: int, block: int, people: People, span: Span) -> Accounts:
    """Open the accounts of a block; what opens after the last day never opens."""
    rng = stream(seed, "accounts", block)
    count = len(people)

    def opened(
        share: np.ndarray[tuple[int, ...], np.dtype[np.float64]] | float, delay: float
    ) -> Ints:
        at_once = rng.random(count) < 0.6
        later = people.joined_at + (rng.exponential(delay, count) * DAY).astype(np.int64)
        since = np.where(at_once, people.joined_at, later)
        return np.where((rng.random(count) < share) & (since < span.end - 3600), since, NEVER)

    online = people.store_share < 1
    in_store = people.store_share > 0
    shop = opened(np.where(online, 0.84, 0.12), 30)
    loyalty = opened(np.where(in_store, 0.78, 0.05), 40)
    nowhere = (shop == NEVER) & (loyalty == NEVER)
    crm = np.where(loyalty < NEVER, loyalty + 3600, opened(0.35, 60))
    crm = np.where((loyalty < NEVER) & (rng.random(count) < 0.07), NEVER, crm)
    crm = np.where(nowhere & (rng.random(count) < 0.8), people.joined_at, crm)
    crm = np.where(crm >= span.end, NEVER, crm)
    news = opened(np.where(shop < NEVER, 0.78, 0.5), 45)
    nobody = nowhere & (crm == NEVER) & (news == NEVER)
    news = np.where(nobody, people.joined_at, news)

    def again(first: Ints, share: float) -> Ints:
        later = first + (rng.exponential(150, count) * DAY).astype(np.int64) + DAY
        return np.where(
            (first < NEVER) & (rng.random(count) < share) & (later < span.end), later, NEVER
        )

    leave = news + (rng.exponential(1500, count) * DAY).astype(np.int64) + DAY
    texts = np.where((news < NEVER) & (rng.random(count) < 0.3), news + 600, NEVER)
    texts = np.where(texts >= span.end, NEVER, texts)
    return Accounts(
        shop_since=shop,
        second_shop_since=again(shop, 0.035),
        loyalty_since=loyalty,
        crm_since=crm,
        second_crm_since=again(crm, 0.05),
        news_since=news,
        second_news_since=again(news, 0.04),
        unsubscribed_at=np.where((news < NEVER) & (leave < span.end), leave, NEVER),
        sms_since=texts,
        sms_stopped_at=np.where(
            (texts < NEVER) & (rng.random(count) < 0.12),
            np.maximum(texts, span.begin) + rng.integers(DAY, 400 * DAY, count),
            NEVER,
        ),
        has_app=(shop < NEVER) & (rng.random(count) < 0.22),
        news_share=(rng.beta(1.8, 3.2, count) * 1000).astype(np.int64),
    )
