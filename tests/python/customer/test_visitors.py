"""Anonymous visits become somebody's in SQL as they do log-in by log-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import Bench
from tests.python.customer.conftest import AS_OF
from tests.python.reference.visitors import LogIn, Visit, whose

MODELS = [
    "bridge_anonymous_visitors",
    "int_visitor_spans",
    "int_web_events_happened",
    "fct_web_events",
]
RULE = {"identifier_type": "varchar", "rule": "varchar", "value": "varchar"}
# Moments a second, half a day and days apart, around each other and around as_of.
START = datetime(2026, 1, 30, 6)
MOMENTS = [
    START + timedelta(days=day, seconds=second)
    for day in (-3, -2, -1, 0, 1)
    for second in (-1, 0, 1, 43200)
]
# Ana has two records; nobody knows the last one.
CUSTOMERS = {"r1": "ana", "r2": "ana", "r3": "bruno", "r4": "carla"}
RECORDS = [*CUSTOMERS, "r9"]


def draw_log_ins(draw: Random, visitors: Sequence[str | None]) -> list[LogIn]:
    """Up to six log-ins on each device, and on none."""
    places = [visitor for visitor in visitors for _ in range(draw.randrange(7))]
    draw.shuffle(places)
    return [
        LogIn(f"i{number:04}", visitor, draw.choice(RECORDS), draw.choice(MOMENTS))
        for number, visitor in enumerate(places)
    ]


def draw_visits(draw: Random, visitors: Sequence[str | None]) -> list[Visit]:
    """Eight events on each device, and on none; some of somebody logged in, known or not."""
    records = [None, None, None, None, None, *RECORDS]
    return [
        Visit(f"e{number:04}", visitor, draw.choice(records), draw.choice(MOMENTS))
        for number, visitor in enumerate(v for v in visitors for _ in range(8))
    ]


def assigned(
    bench: Bench,
    log_ins: Sequence[LogIn],
    visits: Sequence[Visit],
    refusing: frozenset[str],
    days: int | None,
) -> dict[str, str | None]:
    """Whose each event that has happened is, by the compiled models."""
    columns = bench.project.columns
    bench.give(
        "stg_segment__identifies",
        columns["stg_segment__identifies"],
        [
            {
                "source_name": "segment",
                "identify_id": log_in.identify_id,
                "visitor_id": log_in.visitor_id,
                "source_record_id": log_in.record_id,
                "identified_at": log_in.at,
            }
            for log_in in log_ins
        ],
    )
    bench.give(
        "stg_segment__web_events",
        columns["stg_segment__web_events"],
        [
            {
                "source_name": "segment",
                "event_id": visit.event_id,
                "visitor_id": visit.visitor_id,
                "source_record_id": visit.record_id,
                "event_name": "page_viewed",
                "occurred_at": visit.at,
            }
            for visit in visits
        ],
    )
    bench.give(
        "bridge_customer_records",
        columns["bridge_customer_records"],
        [
            {"source_name": "segment", "source_record_id": record, "customer_id": customer}
            for record, customer in CUSTOMERS.items()
        ],
    )
    bench.give(
        "fct_tracking_refusals",
        columns["fct_tracking_refusals"],
        [{"customer_id": customer} for customer in refusing],
    )
    rule = {"identifier_type": "visitor_id", "rule": "look_back_days", "value": str(days)}
    bench.give("identifier_rules", RULE, [] if days is None else [rule])
    bench.build(MODELS)
    rows = bench.rows(f"select event_id, customer_id from {bench.relation('fct_web_events')}")
    return {str(event): None if who is None else str(who) for event, who in rows}


def assert_assigned_alike(
    bench: Bench, draw: Random, visitors: Sequence[str | None], days: int | None
) -> None:
    log_ins, visits = draw_log_ins(draw, visitors), draw_visits(draw, visitors)
    refusing = frozenset(c for c in ("ana", "bruno", "carla") if draw.random() < 0.25)
    as_of, window = datetime.fromisoformat(AS_OF), timedelta(days=days or 0)
    assert assigned(bench, log_ins, visits, refusing, days) == {
        visit.event_id: whose(visit, log_ins, CUSTOMERS, refusing, window, as_of)
        for visit in visits
        if visit.at <= as_of
    }


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(draw=st.randoms(use_true_random=False), days=st.sampled_from([None, 0, 1, 30]))
def test_visits_are_whose_the_log_ins_say(bench: Bench, draw: Random, days: int | None) -> None:
    assert_assigned_alike(bench, draw, ["v1", "v2", None], days)


@pytest.mark.parametrize("seed, days", [(1, 1), (2, 1), (3, 30), (4, None)])
def test_so_are_those_on_many_devices(bench: Bench, seed: int, days: int | None) -> None:
    assert_assigned_alike(bench, Random(seed), [None, *(f"v{n}" for n in range(60))], days)


@pytest.mark.parametrize(
    "seconds, customer",
    [
        pytest.param(-86401, None, id="a second before the window"),
        pytest.param(-86400, "ana", id="the first moment of the window"),
        pytest.param(-1, "ana", id="before the first log-in"),
        pytest.param(0, "ana", id="the moment of the log-in"),
        pytest.param(3599, "ana", id="the last moment before the next person"),
        pytest.param(3600, "bruno", id="the moment the next person logs in"),
        pytest.param(7199, "bruno", id="before the first comes back"),
        pytest.param(7200, "ana", id="back again"),
    ],
)
def test_a_device_changes_hands_at_the_moment_of_the_log_in(
    bench: Bench, seconds: int, customer: str | None
) -> None:
    first = datetime(2026, 1, 10)
    log_ins = [
        LogIn("i1", "v1", "r1", first),
        LogIn("i2", "v1", "r3", first + timedelta(hours=1)),
        LogIn("i3", "v1", "r2", first + timedelta(hours=2)),
    ]
    visit = Visit("e", "v1", None, first + timedelta(seconds=seconds))

    assert assigned(bench, log_ins, [visit], frozenset(), 1) == {"e": customer}
