"""Recency, frequency and money of customers, told plainly: one order after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Order:
    """One order or return; times are UTC and naive."""

    customer_id: str
    order_type: str
    net_amount: Decimal
    is_cancelled: bool
    ordered_at: datetime


@dataclass(frozen=True, slots=True)
class Band:
    """A score for values from the minimum on, up to but without the maximum."""

    score: int
    minimum: Decimal | None
    maximum: Decimal | None

    def holds(self, value: Decimal) -> bool:
        return (self.minimum is None or value >= self.minimum) and (
            self.maximum is None or value < self.maximum
        )


@dataclass(frozen=True, slots=True)
class Rfm:
    """What is known of one customer who has bought."""

    recency_days: int
    order_count: int
    net_amount: Decimal
    average_order_amount: Decimal
    recency_score: int | None
    frequency_score: int | None
    monetary_score: int | None


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    return moment.replace(tzinfo=UTC).astimezone(zone).date()


def score(value: Decimal, bands: Sequence[Band]) -> int | None:
    return max((band.score for band in bands if band.holds(value)), default=None)


def score_customers(
    orders: Iterable[Order],
    bands: Mapping[str, Sequence[Band]],
    scored_at: datetime,
    zone: ZoneInfo,
) -> dict[str, Rfm]:
    """Score every customer with a purchase by `scored_at`."""
    known: dict[str, list[Order]] = {}
    for order in orders:
        if order.ordered_at <= scored_at and not order.is_cancelled:
            known.setdefault(order.customer_id, []).append(order)
    scored: dict[str, Rfm] = {}
    for customer_id, facts in known.items():
        sales = [fact for fact in facts if fact.order_type == "sale"]
        if not sales:
            continue
        latest = max(local_date(sale.ordered_at, zone) for sale in sales)
        recency = (local_date(scored_at, zone) - latest).days
        net = sum((fact.net_amount for fact in facts), Decimal(0))
        average = sum((sale.net_amount for sale in sales), Decimal(0)) / len(sales)
        scored[customer_id] = Rfm(
            recency_days=recency,
            order_count=len(sales),
            net_amount=net,
            average_order_amount=average.quantize(PLACES, ROUND_HALF_UP),
            recency_score=score(Decimal(recency), bands["recency_days"]),
            frequency_score=score(Decimal(len(sales)), bands["order_count"]),
            monetary_score=score(net, bands["net_amount"]),
        )
    return scored
