"""The rounds decide what the one-by-one walk decides, on random and on hard companies.

`BATUTA_WALK_EXAMPLES` says how many random ones, 2,000 where it says nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.python.arbitration.companies import CHANNELS, DAY, companies
from tests.python.arbitration.decide import Key, decide_in_rounds, decide_together
from tests.python.compiled_sql import Bench
from tests.python.reference.walk import (
    Campaign,
    Candidate,
    Cap,
    Company,
    Customer,
    Exclusion,
    walk,
)

EXAMPLES = int(os.environ.get("BATUTA_WALK_EXAMPLES", "2000"))
DRAWN_AT_ONCE = 480
# More of them cost more each: the number of caps times campaigns grows with its square.
IN_ONE_RUN = 40


def test_rounds_decide_what_the_walk_decides(benches: dict[str, Bench]) -> None:
    for first in range(0, EXAMPLES, DRAWN_AT_ONCE):
        drawn = random_companies(min(DRAWN_AT_ONCE, EXAMPLES - first))
        for modes in (("priority", "value"), ("chronological",)):
            chosen = [company for company in drawn if company.mode in modes]
            for place in range(0, len(chosen), IN_ONE_RUN):
                some = chosen[place : place + IN_ONE_RUN]
                decided = decide_together(benches[modes[0]], some)
                for company, verdicts in zip(some, decided, strict=True):
                    assert verdicts == one_by_one(company), company


def random_companies(count: int) -> list[Company]:
    """Hypothesis draws them; to decide them one by one would take twenty times as long."""
    drawn: list[Company] = []

    @settings(max_examples=count, phases=[Phase.generate], database=None, deadline=None)
    @given(company=companies())
    def draw(company: Company) -> None:
        drawn.append(company)

    draw()
    assert len(drawn) >= count
    return drawn


@settings(
    max_examples=max(1, EXAMPLES // 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(company=companies())
def test_a_company_alone_is_decided_so_too(benches: dict[str, Bench], company: Company) -> None:
    """Its caps and exclusions of scope `all` as they are, and Hypothesis shrinks what it finds."""
    assert decide_in_rounds(benches[company.mode], company) == one_by_one(company)


def one_by_one(company: Company) -> dict[Key, tuple[object, ...]]:
    return {
        key: (v.outcome, v.reason, v.blocked_by_type, v.blocked_by_id)
        for key, v in walk(company).items()
    }


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


@pytest.mark.parametrize(
    "company, selected",
    [
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
    ],
)
def test_hard_companies(benches: dict[str, Bench], company: Company, selected: int) -> None:
    decided = decide_in_rounds(benches["priority"], company)

    assert decided == one_by_one(company)
    assert sum(verdict[0] == "selected" for verdict in decided.values()) == selected
