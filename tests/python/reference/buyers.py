"""Customers who buy and leave as the models of the literature suppose, drawn at random."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from python_hooks.train.value.histories import PurchaseDays

BUYING = {"r": 0.5, "alpha": 20.0, "a": 0.8, "b": 2.5}
SPENDING = {"p": 6.0, "q": 4.0, "v": 15.0}


def draw_buyers(
    seed: int,
    count: int,
    days: int = 700,
    buying: Mapping[str, float] = BUYING,
    spending: Mapping[str, float] = SPENDING,
) -> PurchaseDays:
    """So many customers, who first buy on one of the days 0 to `days` - 1 and then as drawn."""
    draw = np.random.default_rng(seed)
    found: list[tuple[int, int, float]] = []
    for customer in range(count):
        now = float(draw.integers(0, days))
        rate = draw.gamma(buying["r"], 1 / buying["alpha"])
        leaves = draw.beta(buying["a"], buying["b"])
        scale = draw.gamma(spending["q"], 1 / spending["v"])
        seen: set[int] = set()
        while now < days:
            if int(now) not in seen:
                seen.add(int(now))
                found.append((customer, int(now), draw.gamma(spending["p"], 1 / scale)))
            if len(seen) > 1 and draw.random() < leaves:
                break
            now += draw.exponential(1 / rate)
    customer, day, amount = (np.array(column) for column in zip(*found, strict=True))
    return PurchaseDays(customer, day.astype(np.int64), np.round(amount, 4))
