"""The figures of a comparison, beside a plain loop over the same contacts."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.python.compare.conftest import FIRST, ByHand, Decided, Make

DIMENSIONS = {
    "all": lambda row: "all",
    "purpose": lambda row: row.purpose,
    "campaign": lambda row: row.campaign,
    "channel": lambda row: row.channel,
    "rfm_segment": lambda row: row.segment,
    "day": lambda row: str(row.day),
}


def test_a_paused_campaign_loses_its_contacts_and_another_gains(by_hand: Make) -> None:
    with by_hand(
        [
            Decided("A", "ana", "picks"),
            Decided("A", "bob", "picks"),
            Decided("A", "cem", "welcome"),
            Decided("B", "ana", "picks", outcome="gated", reason="campaign_paused"),
            Decided("B", "bob", "picks", outcome="gated", reason="campaign_paused"),
            Decided("B", "bob", "advice"),
            Decided("B", "cem", "welcome"),
        ]
    ) as made:
        moves = dict(made.rows("select move, people from people_moves"))
        campaigns = made.rows(
            "select value, contacts_a, contacts_b, people_gaining, people_losing from summary"
            " where dimension = 'campaign' order by value"
        )
        lost = made.rows(
            "select customer_id, other_reason from contacts_matched"
            " where side = 'A' and presence = 'only' order by customer_id"
        )

    assert moves == {"lose": 1, "change": 1, "same": 1}
    assert campaigns == [("advice", 0, 1, 1, 0), ("picks", 2, 0, 0, 2), ("welcome", 1, 1, 0, 0)]
    assert lost == [("ana", "campaign_paused"), ("bob", "campaign_paused")]


def test_the_same_campaign_on_another_day_or_channel_has_moved(by_hand: Make) -> None:
    later = FIRST + timedelta(days=1)
    with by_hand(
        [
            Decided("A", "ana", "welcome", "email"),
            Decided("B", "ana", "welcome", "sms"),
            Decided("A", "bob", "picks"),
            Decided("B", "bob", "picks", day=later),
            Decided("A", "bob", "picks", day=later, outcome="rejected", reason="capped"),
            Decided("B", "cem", "picks"),
            Decided("A", "dua", "picks"),
            Decided("B", "dua", "picks", reason="already_published", outcome="rejected"),
        ]
    ) as made:
        found = made.rows(
            "select side, customer_id, presence, other_outcome, other_reason"
            " from contacts_matched order by side, customer_id"
        )

    assert found == [
        ("A", "ana", "moved", "none", "no_candidate"),
        ("A", "bob", "moved", "none", "no_candidate"),
        ("A", "dua", "only", "rejected", "already_published"),
        ("B", "ana", "moved", "none", "no_candidate"),
        ("B", "bob", "moved", "rejected", "capped"),
        ("B", "cem", "only", "none", "no_candidate"),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_figures_are_those_of_a_plain_loop(by_hand: Make, seed: int) -> None:
    with by_hand(_company(random.Random(seed))) as made:
        assert _summary(made) == _plain_summary(made.decided)
        assert dict(made.rows("select move, people from people_moves")) == _plain_moves(
            made.decided
        )
        presence = made.rows(
            "select side, presence, count(*) from contacts_matched group by all order by all"
        )
        assert presence == _plain_presence(made.decided)


def _company(chance: random.Random) -> list[Decided]:
    places = {
        (f"p{chance.randrange(8)}", chance.choice("xyz"), chance.choice(["email", "sms"]), day)
        for day in (FIRST, FIRST + timedelta(days=1))
        for _ in range(20)
    }
    return [
        Decided(
            side,
            customer,
            campaign,
            channel,
            day,
            outcome="selected" if chance.random() < 0.6 else "rejected",
            value=Decimal(chance.randrange(-20000, 50000)) / 10000,
            segment=chance.choice(["loyal", "unknown"]),
            purpose=chance.choice(["marketing", "service"]),
        )
        for customer, campaign, channel, day in sorted(places)
        for side in "AB"
        if chance.random() < 0.8
    ]


def _summary(made: ByHand) -> dict[tuple[str, str], tuple[object, ...]]:
    rows = made.rows(
        """
        select
            dimension, value, contacts_a, contacts_b, contacts_difference, people_a, people_b,
            people_gaining, people_losing, expected_value_amount_a, expected_value_amount_b,
            channel_cost_amount_b
        from summary where dimension <> 'lifecycle_stage'
        """
    )
    return {(row[0], row[1]): row[2:] for row in rows}


def _plain_summary(decided: list[Decided]) -> dict[tuple[str, str], tuple[object, ...]]:
    contacts = [row for row in decided if row.outcome == "selected"]
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for dimension, value_of in DIMENSIONS.items():
        for value in {value_of(row) for row in contacts}:
            mine = [row for row in contacts if value_of(row) == value]
            a, b = ([row for row in mine if row.side == side] for side in "AB")
            people_a = Counter(row.customer for row in a)
            people_b = Counter(row.customer for row in b)
            everybody = people_a.keys() | people_b.keys()
            found[dimension, value] = (
                len(a),
                len(b),
                len(b) - len(a),
                len(people_a),
                len(people_b),
                sum(people_b[person] > people_a[person] for person in everybody),
                sum(people_b[person] < people_a[person] for person in everybody),
                sum((row.value for row in a), Decimal()),
                sum((row.value for row in b), Decimal()),
                Decimal("0.5") * len(b),
            )
    return found


def _plain_moves(decided: list[Decided]) -> dict[str, int]:
    campaigns: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"A": [], "B": []})
    for row in decided:
        if row.outcome == "selected":
            campaigns[row.customer][row.side].append(row.campaign)
    moves: Counter[str] = Counter()
    for sides in campaigns.values():
        if len(sides["A"]) != len(sides["B"]):
            moves["gain" if len(sides["B"]) > len(sides["A"]) else "lose"] += 1
        else:
            moves["same" if sorted(sides["A"]) == sorted(sides["B"]) else "change"] += 1
    return dict(moves)


def _plain_presence(decided: list[Decided]) -> list[tuple[str, str, int]]:
    contacts = {
        side: {
            row.decision: row for row in decided if row.side == side and row.outcome == "selected"
        }
        for side in "AB"
    }
    both = contacts["A"].keys() & contacts["B"].keys()
    left = {
        side: Counter((row.customer, row.campaign) for key, row in found.items() if key not in both)
        for side, found in contacts.items()
    }
    moved = sum((left["A"] & left["B"]).values())
    counts = [
        (side, presence, count)
        for side in "AB"
        for presence, count in (
            ("both", len(both)),
            ("moved", moved),
            ("only", left[side].total() - moved),
        )
    ]
    return [row for row in counts if row[2]]
