"""Companies that are hard in one way each, and how many contacts the walk selects of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from tests.python.arbitration.companies import CHANNELS, DAY
from tests.python.reference.walk import Campaign, Candidate, Cap, Company, Customer, Exclusion


def company_of(
    campaigns: int,
    customers: int,
    *,
    capacity: int | None = None,
    caps: list[Cap] | None = None,
    exclusions: list[Exclusion] | None = None,
    address: Callable[[int], str] = "own{}".format,
    score: Callable[[int], int] = lambda campaign: -campaign,
) -> Company:
    """Everybody is a candidate for every campaign, by e-mail; the first campaign goes first."""
    names = [f"c{number:05}" for number in range(campaigns)]
    people = [f"p{number:05}" for number in range(customers)]
    return Company(
        decision_date=DAY,
        mode="priority",
        campaigns=[Campaign(name, "g1", "t1", False, True, True, True, capacity) for name in names],
        channel_capacities=dict.fromkeys(CHANNELS),
        caps=caps or [],
        exclusions=exclusions or [],
        customers=[Customer(person, None, None) for person in people],
        ledger=[],
        candidates=[
            Candidate(
                customer_id=person,
                campaign_id=name,
                channel="email",
                contact_point=address(place),
                rank_score=Decimal(score(number)),
                strength=Decimal("0.5"),
                triggered_at=datetime(2026, 4, 7),
                planned_send_at=datetime(2026, 4, 8, 8),
                channel_rank=1,
                draw=(place * 7 + number) % 5,
            )
            for place, person in enumerate(people)
            for number, name in enumerate(names)
        ],
    )


def cap(unit: str, most: int) -> Cap:
    return Cap("cap", "all", None, unit, "calendar_day", None, most, None, None)


def excludes(blocking: int, blocked: int) -> Exclusion:
    return Exclusion(f"x{blocking}", "campaign", f"c{blocking:05}", "campaign", f"c{blocked:05}", 0)


def everybody_shares(_: int) -> str:
    return "shared"


def at_a_shared_address(*, obeys_caps: bool, counts_to_caps: bool) -> Company:
    """The first customer's second contact fills the address, and the second customer's is last.

    What the last one is to caps is given; in a round of its own it would come before the other.
    """
    company = company_of(3, 2, caps=[cap("contact_point", 1)], address=everybody_shares)
    first, second, last = company.campaigns
    p0, p1 = (customer.customer_id for customer in company.customers)
    kept = {(p0, first.campaign_id), (p0, second.campaign_id), (p1, last.campaign_id)}
    return replace(
        company,
        campaigns=[
            first,
            second,
            replace(last, obeys_caps=obeys_caps, counts_to_caps=counts_to_caps),
        ],
        candidates=[
            replace(c, contact_point="own") if c.campaign_id == first.campaign_id else c
            for c in company.candidates
            if (c.customer_id, c.campaign_id) in kept
        ],
    )


HARD = [
    pytest.param(
        company_of(3, 1, exclusions=[excludes(0, 1), excludes(1, 2)]),
        2,
        id="A excludes B, B excludes C: C goes out when A does",
    ),
    pytest.param(company_of(4, 3, score=lambda _: 1), 12, id="equal scores"),
    pytest.param(company_of(2, 2, caps=[cap("customer", 0)]), 0, id="a cap of 0"),
    pytest.param(company_of(2, 2, capacity=0), 0, id="a capacity of 0"),
    pytest.param(
        company_of(3, 2, exclusions=[Exclusion("x", "all", None, "all", None, 0)]),
        2,
        id="everything excludes everything",
    ),
    pytest.param(company_of(1, 5, capacity=3), 3, id="one campaign"),
    pytest.param(company_of(2_000, 2, caps=[cap("customer", 3)]), 6, id="2,000 campaigns"),
    pytest.param(
        company_of(500, 1, caps=[cap("customer", 7)]),
        7,
        id="a customer with 500 candidates",
    ),
    pytest.param(
        company_of(120, 1, exclusions=[excludes(n, n + 1) for n in range(119)]),
        60,
        id="a customer's 120 candidates, each excluding the next",
    ),
    pytest.param(
        company_of(3, 3, caps=[replace(cap("customer", 0), unit="contact_point")]),
        0,
        id="a cap of 0 at every address",
    ),
    pytest.param(
        company_of(4, 2, exclusions=[excludes(0, 1), excludes(1, 0), excludes(2, 3)]),
        4,
        id="two campaigns that exclude each other",
    ),
    pytest.param(
        company_of(3, 4, capacity=1, score=lambda _: 1),
        3,
        id="equal scores for scarce campaigns: the lot decides",
    ),
    pytest.param(
        company_of(40, 40, capacity=1, caps=[cap("customer", 1)]),
        40,
        id="a chain of 40 customers, each in the next one's way",
    ),
    pytest.param(
        replace(
            company_of(6, 8, address=everybody_shares),
            caps=[cap("contact_point", 3)],
            channel_capacities={"email": 2, "sms": None, "till": None},
        ),
        2,
        id="a channel's capacity below an address's cap",
    ),
    pytest.param(
        at_a_shared_address(obeys_caps=False, counts_to_caps=True),
        3,
        id="a contact that ignores an address's cap waits for one that keeps it",
    ),
    pytest.param(
        at_a_shared_address(obeys_caps=True, counts_to_caps=False),
        2,
        id="a contact that keeps an address's cap waits for one that counts",
    ),
    pytest.param(
        company_of(12, 12, capacity=1, caps=[cap("customer", 1)]),
        12,
        id="a chain that needs many rounds",
    ),
    pytest.param(
        company_of(2, 2, caps=[cap("contact_point", 1)], address=everybody_shares),
        1,
        id="two customers share one e-mail and its cap",
    ),
    pytest.param(
        company_of(2, 2, caps=[cap("customer", 1)], address=everybody_shares),
        2,
        id="two customers share one e-mail, and no cap counts by address",
    ),
]
