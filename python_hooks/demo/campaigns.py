"""Past campaigns: when they went out, to whom, who was held out, and what they really did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from python_hooks.demo.accounts import Accounts
from python_hooks.demo.arrays import DAY, Flags, Floats, Ints, stream
from python_hooks.demo.catalogue import CATEGORIES, NAMES
from python_hooks.demo.people import People
from python_hooks.demo.span import Span

WINDOW_DAYS = 14
EFFECTS = (0.06, 0.03, 0.0, 0.09, 0.045, -0.03, 0.02, 0.075, 0.0, 0.035)


@dataclass(frozen=True, slots=True)
class PastCampaign:
    """One send; `effect` is the mean change of orders within WINDOW_DAYS per person contacted."""

    number: int
    campaign_id: str
    name: str
    subject: str
    channel: str
    category: int
    sent_at: int
    is_experiment: bool
    holdout_share: float
    effect: float


@dataclass(frozen=True)
class Assignments:
    """Who was meant for which experiment: one entry per campaign and person."""

    campaign: Ints
    person: Ints  # place within the block
    is_holdout: Flags
    effect: Floats


def plan_campaigns(seed: int, span: Span) -> list[PastCampaign]:
    """A newsletter every fortnight, a text each month, and an experiment every five weeks."""
    rng = stream(seed, "campaigns")
    season = np.array(
        [[int(digit) for digit in kind.months] for kind in CATEGORIES], dtype=np.float64
    )
    campaigns: list[PastCampaign] = []
    experiments = 0
    for day in range(span.days):
        turn = span.days - 1 - day  # counted from the end, so that the last days are as busy
        is_news, is_text = turn % 14 == 2, turn % 30 == 11
        is_experiment = turn % 35 == 20
        if not (is_news or is_text or is_experiment):
            continue
        weights = season[:, span.months[day]]
        category = int(rng.choice(len(CATEGORIES), p=weights / weights.sum()))
        when = span.dates[day]
        name = NAMES[category].capitalize()
        kind = "Special" if is_experiment else "Text" if is_text else "News"
        effect = EFFECTS[experiments % len(EFFECTS)] if is_experiment else 0.0
        experiments += is_experiment
        campaigns.append(
            PastCampaign(
                number=len(campaigns),
                campaign_id=f"C{seed % 97:02d}{day:04d}",
                name=f"{when.isoformat()} {kind} {name}",
                subject=f"{name}: new this week" if not is_experiment else f"Only for you: {name}",
                channel="sms" if is_text else "email",
                category=category,
                sent_at=span.begin + day * DAY + int(rng.integers(7, 17)) * 3600,
                is_experiment=is_experiment,
                holdout_share=float(rng.choice([0.1, 0.2, 0.5])) if is_experiment else 0.0,
                effect=effect,
            )
        )
    return campaigns


def draw_assignments(
    seed: int, block: int, people: People, accounts: Accounts, campaigns: list[PastCampaign]
) -> Assignments:
    """Randomise each experiment over its subscribers; some are moved by it and some never are."""
    rng = stream(seed, "assignments", block)
    persuadable = rng.choice([0.0, 0.4, 1.0, 2.6], len(people), p=[0.3, 0.3, 0.2, 0.2])
    found: list[tuple[Ints, Ints, Flags, Floats]] = []
    for campaign in campaigns:
        if not campaign.is_experiment:
            continue
        invited = (
            (accounts.news_since <= campaign.sent_at)
            & (accounts.unsubscribed_at > campaign.sent_at)
            & (people.affinity[:, campaign.category] > 0.015)
        )
        place = np.flatnonzero(invited)
        found.append(
            (
                np.full(len(place), campaign.number, dtype=np.int64),
                place,
                rng.random(len(place)) < campaign.holdout_share,
                np.clip(campaign.effect * persuadable[place] / 0.84, -1.0, 1.0),
            )
        )
    if not found:
        empty = np.empty(0, dtype=np.int64)
        return Assignments(empty, empty, np.empty(0, dtype=bool), np.empty(0))
    columns = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    return Assignments(
        columns[0], columns[1], columns[2].astype(bool), columns[3].astype(np.float64)
    )


def subscribed(accounts: Accounts, campaign: PastCampaign) -> Flags:
    """Who could get a campaign on its channel when it went out."""
    since, until = (
        (accounts.sms_since, accounts.sms_stopped_at)
        if campaign.channel == "sms"
        else (accounts.news_since, accounts.unsubscribed_at)
    )
    could: Flags = (since <= campaign.sent_at) & (until > campaign.sent_at)
    return could
