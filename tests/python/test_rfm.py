"""The compiled RFM models against a plain reckoning, on orders nobody would think of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import Bench, compile_project
from tests.python.reference.rfm import Band, Order, Rfm, score_customers

AS_OF = datetime(2026, 3, 29, 22, 30)
ZONE = "Europe/Madrid"
CUSTOMERS = ["ana", "bob", "cem"]
MODELS = [
    "int_scoring_moments",
    "int_customer_purchases",
    "int_customer_measures",
    "int_customer_rfm",
]
ORDER_COLUMNS = {
    "order_id": "varchar",
    "customer_id": "varchar",
    "order_type": "varchar",
    "net_amount": "decimal(18,4)",
    "is_cancelled": "boolean",
    "ordered_date": "date",
    "ordered_at": "timestamp",
}
BAND_COLUMNS = {
    "measure": "varchar",
    "score": "bigint",
    "minimum": "decimal(18,4)",
    "maximum": "decimal(18,4)",
}
SEGMENT_COLUMNS = {"position": "bigint", "rfm_segment": "varchar"} | {
    f"{score}_{end}": "bigint"
    for score in ("recency", "frequency", "monetary")
    for end in ("min", "max")
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Bench:
    project = compile_project(
        tmp_path_factory.mktemp("rfm"),
        " ".join(MODELS),
        {"as_of": str(AS_OF), "business_time_zone": ZONE},
        parsed=parsed,
    )
    bench = Bench(project)
    bench.give(
        "int_customers_profiled",
        {"customer_id": "varchar"},
        [{"customer_id": c} for c in CUSTOMERS],
    )
    bench.give(
        "int_customer_interactions",
        {"customer_id": "varchar", "lag_days": "integer", "last_interacted_at": "timestamp"},
        [],
    )
    bench.give("rfm_segments", SEGMENT_COLUMNS, [])
    return bench


def cut_into_bands(cuts: Sequence[Decimal], is_more_better: bool) -> list[Band]:
    """Bands without gaps or overlaps between the cuts, the better ones scored higher."""
    edges: list[Decimal | None] = [None, *sorted(set(cuts)), None]
    pairs = list(itertools.pairwise(edges))
    scores = range(1, len(pairs) + 1) if is_more_better else range(len(pairs), 0, -1)
    return [Band(s, low, high) for s, (low, high) in zip(scores, pairs, strict=True)]


amounts = st.decimals("-5000", "5000", places=4, allow_nan=False)
cuts = st.lists(st.integers(-300, 3000).map(Decimal), max_size=4)
# Moments around the two that customers are looked at from, the nights around
# midnight and the change to summer time; and any other moment of three years.
moments = st.one_of(
    st.integers(-3 * 86400, 3600).map(lambda s: AS_OF + timedelta(seconds=s)),
    st.integers(-3 * 365 * 24, 24).map(lambda h: AS_OF + timedelta(hours=h)),
    st.sampled_from([AS_OF, AS_OF - timedelta(days=1), AS_OF + timedelta(seconds=1)]),
)
orders = st.lists(
    st.builds(
        Order,
        customer_id=st.sampled_from(CUSTOMERS),
        order_type=st.sampled_from(["sale", "sale", "return"]),
        net_amount=amounts,
        is_cancelled=st.sampled_from([False, False, False, True]),
        ordered_at=moments,
    ),
    max_size=12,
)
bands = st.fixed_dictionaries(
    {
        "recency_days": cuts.map(lambda c: cut_into_bands(c, is_more_better=False)),
        "order_count": cuts.map(lambda c: cut_into_bands(c, is_more_better=True)),
        "net_amount": cuts.map(lambda c: cut_into_bands(c, is_more_better=True)),
    }
)


def score_by_sql(
    bench: Bench, given_orders: list[Order], given_bands: dict[str, list[Band]]
) -> dict[int, dict[str, Rfm]]:
    """The scores of the compiled models, by days of lag and customer."""
    zone = ZoneInfo(ZONE)
    utc = ZoneInfo("UTC")
    bench.give(
        "fct_orders",
        ORDER_COLUMNS,
        [
            {
                "order_id": str(number),
                "customer_id": order.customer_id,
                "order_type": order.order_type,
                "net_amount": order.net_amount,
                "is_cancelled": order.is_cancelled,
                "ordered_date": order.ordered_at.replace(tzinfo=utc).astimezone(zone).date(),
                "ordered_at": order.ordered_at,
            }
            for number, order in enumerate(given_orders)
            # fct_orders holds what has happened.
            if order.ordered_at <= AS_OF
        ],
    )
    bench.give(
        "rfm_bands",
        BAND_COLUMNS,
        [
            {"measure": m, "score": b.score, "minimum": b.minimum, "maximum": b.maximum}
            for m, listed in given_bands.items()
            for b in listed
        ],
    )
    bench.build(MODELS)
    found: dict[int, dict[str, Rfm]] = {0: {}, 1: {}}
    for lag_days, customer_id, *values in bench.rows(f"""
        select measures.lag_days, measures.customer_id, measures.recency_days,
            measures.order_count, measures.net_amount, measures.average_order_amount,
            rfm.recency_score, rfm.frequency_score, rfm.monetary_score
        from {bench.relation("int_customer_measures")} as measures
        inner join {bench.relation("int_customer_rfm")} as rfm
            on measures.customer_id = rfm.customer_id and measures.lag_days = rfm.lag_days
    """):
        found[lag_days][customer_id] = Rfm(*values)  # type: ignore[index, arg-type]
    return found


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(given_orders=orders, given_bands=bands)
def test_scores_are_those_of_a_plain_reckoning_at_both_moments(
    bench: Bench, given_orders: list[Order], given_bands: dict[str, list[Band]]
) -> None:
    found = score_by_sql(bench, given_orders, given_bands)
    for lag_days in (0, 1):
        scored_at = AS_OF - timedelta(days=lag_days)
        expected = score_customers(given_orders, given_bands, scored_at, ZoneInfo(ZONE))
        assert found[lag_days] == expected
        assert all(rfm.recency_days >= 0 for rfm in found[lag_days].values())


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(given_orders=orders, given_bands=bands, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    bench: Bench, given_orders: list[Order], given_bands: dict[str, list[Band]], seed: object
) -> None:
    shuffled = list(given_orders)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score_by_sql(bench, given_orders, given_bands) == score_by_sql(
        bench, shuffled, given_bands
    )
