"""Predicted against happened, on a span of days that the models have not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from python_hooks.train.value.histories import (
    Histories,
    PurchaseDays,
    Real,
    histories_on,
    purchases_of,
)

YEAR = 365
# As many groups of equally many customers, by how much is expected of them.
GROUPS = 10
MODEL, LAST_SPAN, LAST_YEAR, MEAN = "model", "same as before", "same as last year", "mean"


@dataclass(frozen=True, slots=True)
class Score:
    """How near one way of predicting came.

    name       model, same as before (the span of equal length just before), same as last year
               (the same days a year earlier) or mean (everyone as the mean of the span before)
    predicted  sum over customers
    mean_absolute_error, root_mean_squared_error  per customer
    """

    name: str
    predicted: float
    mean_absolute_error: float
    root_mean_squared_error: float


@dataclass(frozen=True, slots=True)
class Cohort:
    """Customers whose first purchase fell into one quarter; or all of them.

    happened  sum over customers
    """

    cohort: str
    customer_count: int
    happened: float
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Customers of whom about as much was expected; means over them."""

    customer_count: int
    predicted: float
    happened: float


@dataclass(frozen=True, slots=True)
class Holdout:
    """The models of an earlier day beside what happened since.

    cut_day    the last day they knew, in days since 1970-01-01
    days       how many days after it are compared
    purchases  all customers, then each cohort: purchase days
    amounts    all customers: net amounts
    by_count   groups of customers by the purchase days expected of them
    by_chance  groups by the probability, in tenths, to buy at all
    """

    cut_day: int
    days: int
    purchases: tuple[Cohort, ...]
    amounts: Cohort
    by_count: tuple[Band, ...]
    by_chance: tuple[Band, ...]

    @property
    def first_date(self) -> str:
        """The first day that is compared."""
        return str(np.datetime64(self.cut_day + 1, "D"))

    @property
    def last_date(self) -> str:
        """The last day that is compared."""
        return str(np.datetime64(self.cut_day + self.days, "D"))


def compare_with_holdout(
    days: PurchaseDays,
    cut_day: int,
    span: int,
    predicted: Real,
    predicted_amounts: Real,
    chances: Real,
) -> Holdout:
    """Put predictions for the customers known on a day beside what happened within a span.

    predicted, predicted_amounts, chances  purchase days, net amount and the probability of a
        purchase per customer, in the order of `histories_on(days, cut_day)`
    """
    histories = histories_on(days, cut_day)
    happened, amounts = purchases_of(histories, days.between(cut_day, cut_day + span))
    guesses, amount_guesses = _baselines(histories, days, cut_day, span)
    guesses = {MODEL: predicted, **guesses}
    amount_guesses = {MODEL: predicted_amounts, **amount_guesses}
    everyone = np.ones(histories.count, dtype=bool)
    quarters = np.array([quarter_of(day) for day in histories.first_day.tolist()])
    cohorts = [_cohort("all", everyone, happened, guesses)]
    for quarter in sorted(set(quarters.tolist())):
        cohorts.append(_cohort(quarter, quarters == quarter, happened, guesses))
    # Equal expectations stand together whatever the customers are called.
    order = np.lexsort((histories.customer, predicted))
    by_count = [
        Band(len(part), float(predicted[part].mean()), float(happened[part].mean()))
        for part in np.array_split(order, GROUPS)
        if len(part)
    ]
    tenths = np.minimum((chances * 10).astype(int), 9)
    bought = (happened > 0).astype(np.float64)
    by_chance = [
        Band(int((tenths == each).sum()), float(chances[tenths == each].mean()),
             float(bought[tenths == each].mean()))
        for each in range(10)
        if (tenths == each).any()
    ]  # fmt: skip
    return Holdout(
        cut_day,
        span,
        tuple(cohorts),
        _cohort("all", everyone, amounts, amount_guesses),
        tuple(by_count),
        tuple(by_chance),
    )


def quarter_of(day: int) -> str:
    """The quarter of a day since 1970-01-01, as 2026-Q3."""
    month = np.datetime64(day, "D").astype("datetime64[M]").astype(int)
    return f"{1970 + month // 12}-Q{month % 12 // 3 + 1}"


def _baselines(
    histories: Histories, days: PurchaseDays, cut_day: int, span: int
) -> tuple[dict[str, Real], dict[str, Real]]:
    """What anybody would say without a model; all of it known on the day."""
    counts: dict[str, Real] = {}
    amounts: dict[str, Real] = {}
    counts[LAST_SPAN], amounts[LAST_SPAN] = purchases_of(
        histories, days.between(cut_day - span, cut_day)
    )
    if span < YEAR and days.day.min() <= cut_day - YEAR:
        counts[LAST_YEAR], amounts[LAST_YEAR] = purchases_of(
            histories, days.between(cut_day - YEAR, cut_day - YEAR + span)
        )
    for each in (counts, amounts):
        each[MEAN] = np.full(histories.count, each[LAST_SPAN].mean())
    return counts, amounts


def _cohort(
    name: str, chosen: np.typing.NDArray[np.bool_], happened: Real, guesses: Mapping[str, Real]
) -> Cohort:
    truth = happened[chosen]
    scores = []
    for each, guess in guesses.items():
        error = guess[chosen] - truth
        scores.append(
            Score(
                each,
                float(guess[chosen].sum()),
                float(np.abs(error).mean()),
                float(np.sqrt((error**2).mean())),
            )
        )
    return Cohort(name, int(chosen.sum()), float(truth.sum()), tuple(scores))
