"""Random companies for the walk: few campaigns and people, so that everything collides."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.python.reference.walk import (
    Campaign,
    Candidate,
    Cap,
    Company,
    Contact,
    Customer,
    Exclusion,
)

DAY = date(2026, 4, 8)  # a Wednesday, a week after the start of its month
MODES = ("priority", "value", "chronological")
CHANNELS = ("email", "sms", "till")
GROUPS = ("g1", "g2")
TOPICS = ("t1", "t2")
SEGMENTS = ("champions", "lost")
WINDOWS = ("rolling_days", "calendar_day", "calendar_week", "calendar_month")

# In which order a customer's channels stand for a campaign: none, some or all of them.
CHANNEL_ORDERS = (
    *[()] * 4,
    *[(channel,) for channel in CHANNELS] * 2,
    *itertools.permutations(CHANNELS, 2),
    *itertools.permutations(CHANNELS, 3),
)
OFTEN, SELDOM = (True, True, True, False), (False, False, False, True)


def pick(draw: st.DrawFn, *choices: Sequence[Any]) -> tuple[Any, ...]:
    """One of each of the choices, by a byte each: to draw them one by one takes ten times longer.

    Not by one number for all: Hypothesis likes small numbers, and some choices would be rare.
    """
    drawn = draw(st.binary(min_size=len(choices), max_size=len(choices)))
    return tuple(options[byte % len(options)] for options, byte in zip(choices, drawn, strict=True))


def scope(kind: str, place: int, names: Sequence[str]) -> tuple[str, str | None]:
    """A scope of the policy and what it names; `place` says which of the names."""
    values: dict[str, Sequence[str | None]] = {
        "all": (None,),
        "topic": TOPICS,
        "group": GROUPS,
        "campaign": names,
        "channel": CHANNELS,
    }
    return kind, values[kind][place % len(values[kind])]


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """Up to 6 campaigns and 5 customers, who share addresses, with caps, exclusions and a past."""
    count = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    caps, exclusions, contacts = pick(
        draw, (1, 0, 1, 2, 3, 4), (0, 0, 1, 2, 3, 5), (0, 0, 0, 1, 3, 6)
    )
    names = tuple(f"c{number}" for number in range(count[0]))
    campaigns = [random_campaign(draw, name) for name in names]
    customers = [
        Customer(
            f"p{number}", *pick(draw, (*SEGMENTS, None), (None, None, None, None, None, 0, 1, 2))
        )
        for number in range(count[1])
    ]
    ledger = [random_contact(draw, number, names, customers) for number in range(contacts)]
    mode, *capacities = pick(draw, MODES, *[(None, None, None, None, 0, 1, 2, 5)] * len(CHANNELS))
    return Company(
        decision_date=DAY,
        mode=mode,
        campaigns=campaigns,
        channel_capacities=dict(zip(CHANNELS, capacities, strict=True)),
        caps=[random_cap(draw, number, names) for number in range(caps)],
        exclusions=[random_exclusion(draw, number, names) for number in range(exclusions)],
        customers=customers,
        ledger=ledger,
        candidates=random_candidates(draw, campaigns, customers, ledger),
    )


def random_campaign(draw: st.DrawFn, name: str) -> Campaign:
    group, topic, is_service, ignores_caps, counts, obeys_exclusions, capacity = pick(
        draw, GROUPS, TOPICS, SELDOM, SELDOM, OFTEN, OFTEN, (None, None, None, 0, 1, 1, 2, 3)
    )
    return Campaign(
        name, group, topic, is_service, not ignores_caps, counts, obeys_exclusions, capacity
    )


def random_cap(draw: st.DrawFn, number: int, names: Sequence[str]) -> Cap:
    kind, place, unit, window, days, most, segment = pick(
        draw,
        ("all", "topic", "group", "campaign", "channel"),
        range(60),
        ("customer", "contact_point"),
        WINDOWS,
        range(1, 11),
        (1, 1, 1, 2, 3, 0),
        (None, None, *SEGMENTS),
    )
    return Cap(
        f"cap{number}",
        *scope(kind, place, names),
        unit=unit,
        window_type=window,
        window_days=days if window == "rolling_days" else None,
        max_contacts=most,
        profile_attribute="rfm_segment" if segment else None,
        profile_value=segment,
    )


def random_exclusion(draw: st.DrawFn, number: int, names: Sequence[str]) -> Exclusion:
    kinds = ("all", "topic", "group", "campaign")
    blocking, place, blocked, other_place, days = pick(
        draw, kinds, range(60), kinds, range(60), range(6)
    )
    return Exclusion(
        f"x{number}", *scope(blocking, place, names), *scope(blocked, other_place, names), days
    )


def random_contact(
    draw: st.DrawFn, number: int, names: Sequence[str], customers: Sequence[Customer]
) -> Contact:
    customer, campaign, group, topic, channel, address, counts, status, days_ago = pick(
        draw,
        customers,
        (*names, "elsewhere"),
        (*GROUPS, "outside"),
        (*TOPICS, "outside"),
        CHANNELS,
        ("shared", "own"),
        (False, True),
        ("published", "sent", "bounced", "not_sent"),
        range(10),
    )
    return Contact(
        contact_id=f"l{number}",
        customer_id=customer.customer_id,
        campaign_id=campaign,
        campaign_group=group,
        topic=topic,
        channel=channel,
        contact_point=f"{address}{number % 3}",
        counts_to_caps=counts,
        status=status,
        contact_date=DAY - timedelta(days=days_ago),
    )


def random_candidates(
    draw: st.DrawFn,
    campaigns: Sequence[Campaign],
    customers: Sequence[Customer],
    ledger: Sequence[Contact],
) -> list[Candidate]:
    """Of each customer and campaign on some channels, but for what is published today already."""
    published = {(c.customer_id, c.campaign_id, c.channel) for c in ledger if c.contact_date == DAY}
    candidates = []
    # In some companies nearly all claims are equal, so that the later points of the order decide.
    scores, moments = pick(draw, (range(1), range(2), range(4)), (range(1), range(3)))
    for customer, campaign in itertools.product(customers, campaigns):
        (channels,) = pick(draw, CHANNEL_ORDERS)
        for rank, channel in enumerate(channels, start=1):
            if (customer.customer_id, campaign.campaign_id, channel) in published:
                continue
            address, score, strength, triggered, planned, lot = pick(
                draw,
                ("shared0", "shared0", f"own-{customer.customer_id}"),
                scores,
                moments,
                moments,
                scores,
                range(4),
            )
            candidates.append(
                Candidate(
                    customer_id=customer.customer_id,
                    campaign_id=campaign.campaign_id,
                    channel=channel,
                    contact_point=address,
                    rank_score=Decimal(score),
                    strength=Decimal(strength) / 2,
                    triggered_at=datetime(2026, 4, 7, triggered),
                    planned_send_at=datetime(2026, 4, 8, 7 + planned),
                    channel_rank=rank,
                    draw=lot,
                )
            )
    return candidates


def random_companies(count: int, derandomize: bool = False) -> list[Company]:
    """Hypothesis draws them; to decide them one by one would take ten times as long."""
    drawn: list[Company] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=derandomize,
    )
    @given(company=companies())
    def draw(company: Company) -> None:
        drawn.append(company)

    draw()
    assert len(drawn) >= count
    return drawn
