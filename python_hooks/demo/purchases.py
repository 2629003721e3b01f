"""Who bought when: a buy-till-you-lapse process with seasons, habits, refills and campaigns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from python_hooks.demo.arrays import DAY, Flags, Ints, position, stream
from python_hooks.demo.campaigns import WINDOW_DAYS, Assignments, PastCampaign
from python_hooks.demo.catalogue import REPLENISHED
from python_hooks.demo.people import People
from python_hooks.demo.span import Span

ONLINE, STORE = 0, 1
MONTHS = np.array([1.05, 0.8, 0.9, 0.95, 1.05, 1.0, 1.1, 0.75, 0.95, 1.0, 1.35, 1.6])
ONLINE_WEEK = np.array([1.15, 1.0, 1.0, 0.95, 0.9, 0.85, 1.2])
STORE_WEEK = np.array([0.75, 0.8, 0.85, 0.95, 1.3, 1.75, 0.2])


@dataclass(frozen=True)
class Purchases:
    """One entry per order, by person and time. `wish` is a category told in advance, or -1."""

    person: Ints
    bought_at: Ints
    channel: Ints
    wish: Ints
    favourite: Flags  # the very product this person always takes
    campaign: Ints  # the campaign that caused the order, or -1

    def __len__(self) -> int:
        """How many orders."""
        return len(self.person)


@dataclass(frozen=True)
class Life:
    """What a block of people bought, and what is true about it though no system knows.

    `caused` has one entry per assignment: the orders a campaign brought, or cost.
    `has_lapsed` has one per person: gone for good, if nothing brings them back.
    """

    purchases: Purchases
    caused: Ints
    has_lapsed: Flags


def live(
    seed: int,
    block: int,
    people: People,
    span: Span,
    campaigns: list[PastCampaign],
    assignments: Assignments,
) -> Life:
    """All orders of a block."""
    rng = stream(seed, "purchases", block)
    usual, has_lapsed = _usual(rng, people, span)
    refills, refilling = _refills(rng, people, span)
    removed, extra, caused = _campaign_effects(rng, people, span, campaigns, assignments, usual)
    parts = [where(usual, ~removed), refills, extra]
    person, at, channel, wish, favourite, campaign = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("person", "bought_at", "channel", "wish", "favourite", "campaign")
    )
    order = np.lexsort((wish, channel, at, person))
    purchases = where(Purchases(person, at, channel, wish, favourite, campaign), order)
    return Life(purchases, caused, has_lapsed & ~refilling)


def wall_clock(rng: np.random.Generator, people: People, person: Ints, channel: Ints) -> Ints:
    """The local second of the day: at home at one's own hour, in a shop during opening hours."""
    count = len(person)
    at_home = (people.peak_hour[person] + rng.normal(0, 2.2, count)) % 24
    noon_or_evening = np.where(rng.random(count) < 0.45, 12.2, 18.4)
    in_shop = np.clip(noon_or_evening + rng.normal(0, 1.6, count), 10, 20.9)
    return (np.where(channel == STORE, in_shop, at_home) * 3600).astype(np.int64)


def _usual(rng: np.random.Generator, people: People, span: Span) -> tuple[Purchases, Flags]:
    """Orders that come by themselves until the person lapses, and who has; some return."""
    starts = np.clip((people.joined_at - span.begin) / DAY, 0, span.days)
    count = rng.poisson(people.order_rate * (span.days - starts))
    first = (people.joined_at >= span.begin) & (rng.random(len(people)) < 0.72)
    person = np.repeat(np.arange(len(people)), count + first)
    channel = (rng.random(len(person)) < people.store_share[person]).astype(np.int64)
    is_first = first[person] & (position(person) == 0)
    day = np.zeros(len(person), dtype=np.int64)
    for number, week in ((ONLINE, ONLINE_WEEK), (STORE, STORE_WEEK)):
        weight = MONTHS[span.months] * week[span.weekdays]
        edges = np.r_[0.0, np.cumsum(weight)]
        rows = channel == number
        low = np.interp(starts[person[rows]], np.arange(span.days + 1), edges)
        level = low + rng.random(int(rows.sum())) * (edges[-1] - low)
        day[rows] = np.clip(np.searchsorted(edges, level, side="right") - 1, 0, span.days - 1)
    at = span.utc(day, wall_clock(rng, people, person, channel), people.country[person])
    at = np.where(is_first, people.joined_at[person] + rng.integers(60, 3600, len(person)), at)
    at = np.maximum(at, people.joined_at[person])
    order = np.lexsort((at, person))
    person, at, channel = person[order], at[order], channel[order]
    stays, has_lapsed = _until_lapsed(rng, people, person, at)
    none = np.full(len(person), -1, dtype=np.int64)
    orders = Purchases(person, at, channel, none, np.zeros(len(person), dtype=bool), none)
    return where(orders, stays), has_lapsed


def _until_lapsed(
    rng: np.random.Generator, people: People, person: Ints, at: Ints
) -> tuple[Flags, Flags]:
    """Orders up to the lapse and those after the gap of someone who returns; and who has lapsed."""
    lives = rng.geometric(np.clip(people.drop_out, 0.005, 1.0))
    stays = position(person) < lives[person]
    last = np.zeros(len(people), dtype=np.int64)
    np.maximum.at(last, person[stays], at[stays])
    gap = (rng.uniform(120, 420, len(people)) * DAY).astype(np.int64)
    returns = rng.random(len(people)) < 0.3
    back: Flags = returns[person] & ~stays & (at > last[person] + gap[person])
    came_back = np.bincount(person[back], minlength=len(people)) > 0
    has_lapsed: Flags = (np.bincount(person, minlength=len(people)) >= lives) & ~came_back
    return stays | back, has_lapsed


def _refills(rng: np.random.Generator, people: People, span: Span) -> tuple[Purchases, Flags]:
    """Coffee, food and creams run out and are bought again; and who still does so at the end."""
    keen = np.flatnonzero(rng.random(len(people)) < 0.14)
    cycle = rng.choice([21.0, 30.0, 45.0, 60.0], len(keen), p=[0.2, 0.4, 0.25, 0.15])
    since = np.maximum((people.joined_at[keen] - span.begin) / DAY, 0)
    begins = since + rng.random(len(keen)) * cycle
    leaves = rng.random(len(keen)) < 0.3
    ends = np.where(leaves, begins + rng.random(len(keen)) * span.days, span.days)
    room = np.floor((np.minimum(ends, span.days) - begins) / cycle) + 1
    row = np.repeat(np.arange(len(keen)), np.clip(room, 0, None).astype(np.int64))
    due = begins[row] + cycle[row] * (position(row) + rng.normal(0, 0.08, len(row)))
    day = np.maximum(due, since[row]).astype(np.int64)
    row, day = row[day < span.days], day[day < span.days]
    wish = np.array(REPLENISHED)[np.argmax(people.affinity[keen][:, REPLENISHED], axis=1)][row]
    who = keen[row]
    channel = (people.store_share[who] > 0.5).astype(np.int64)
    at = span.utc(day, wall_clock(rng, people, who, channel), people.country[who])
    refilling = np.zeros(len(people), dtype=bool)
    refilling[keen[ends >= span.days]] = True
    orders = Purchases(
        person=who,
        bought_at=np.maximum(at, people.joined_at[who]),
        channel=channel,
        wish=wish,
        favourite=np.ones(len(who), dtype=bool),
        campaign=np.full(len(who), -1, dtype=np.int64),
    )
    return orders, refilling


def _campaign_effects(
    rng: np.random.Generator,
    people: People,
    span: Span,
    campaigns: list[PastCampaign],
    assignments: Assignments,
    usual: Purchases,
) -> tuple[Flags, Purchases, Ints]:
    """Orders that campaigns caused, and those they cost, among the people who were contacted."""
    contacted = ~assignments.is_holdout
    hit = contacted & (rng.random(len(assignments.person)) < np.abs(assignments.effect))
    gained = hit & (assignments.effect > 0)
    sent_at = np.array([campaign.sent_at for campaign in campaigns], dtype=np.int64)
    category = np.array([campaign.category for campaign in campaigns], dtype=np.int64)
    who, which = assignments.person[gained], assignments.campaign[gained]
    delay = np.minimum(rng.exponential(3.0, len(who)), WINDOW_DAYS - 1.0)
    at = (
        sent_at[which] + 1800 + (delay * DAY).astype(np.int64)
        if len(who)
        else np.empty(0, dtype=np.int64)
    )
    in_time = at < span.end - 3600
    caused = np.zeros(len(assignments.person), dtype=np.int64)
    caused[np.flatnonzero(gained)[in_time]] = 1
    extra = Purchases(
        who[in_time],
        at[in_time],
        (people.store_share[who[in_time]] > 0.5).astype(np.int64),
        category[which[in_time]] if len(who) else np.empty(0, dtype=np.int64),
        np.zeros(int(in_time.sum()), dtype=bool),
        which[in_time],
    )
    removed = np.zeros(len(usual), dtype=bool)
    for number in np.flatnonzero(hit & (assignments.effect < 0)):
        start = sent_at[assignments.campaign[number]]
        left, right = np.searchsorted(
            usual.person, [assignments.person[number], assignments.person[number] + 1]
        )
        lost = np.flatnonzero(
            (usual.bought_at[left:right] > start)
            & (usual.bought_at[left:right] <= start + WINDOW_DAYS * DAY)
        )
        removed[left + lost[:1]] = True
        caused[number] = -len(lost[:1])
    return removed, extra, caused


def where(purchases: Purchases, rows: Flags | Ints) -> Purchases:
    """Some of the purchases, in the order told."""
    return Purchases(
        purchases.person[rows],
        purchases.bought_at[rows],
        purchases.channel[rows],
        purchases.wish[rows],
        purchases.favourite[rows],
        purchases.campaign[rows],
    )
