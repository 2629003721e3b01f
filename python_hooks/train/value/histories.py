"""Purchase days, and the histories that the models of the literature read from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PurchaseDays:
    """The days on which customers bought, by customer and day; one element per day.

    customer  a number from 0 on that stands for a customer
    day       days since 1970-01-01
    amount    net amount of the day, business currency
    """

    customer: Whole
    day: Whole
    amount: Real

    def between(self, after: int, until: int) -> PurchaseDays:
        """Those after one day, up to and including another."""
        chosen = (self.day > after) & (self.day <= until)
        return PurchaseDays(self.customer[chosen], self.day[chosen], self.amount[chosen])


@dataclass(frozen=True, slots=True)
class Histories:
    """What is known of customers on some day; one element per customer who has bought by then.

    first_day      of the first purchase, in days since 1970-01-01
    repeats        days with a purchase after the first (frequency, x)
    last_age       days from the first purchase to the latest (recency, t_x)
    age            days from the first purchase to that day (T)
    repeat_amount  net amount of the repeats, business currency
    """

    customer: Whole
    first_day: Whole
    repeats: Whole
    last_age: Whole
    age: Whole
    repeat_amount: Real

    @property
    def count(self) -> int:
        """How many customers."""
        return len(self.customer)

    @property
    def repeater_count(self) -> int:
        """How many of them bought on more than one day."""
        return int((self.repeats > 0).sum())


def histories_on(days: PurchaseDays, day: int) -> Histories:
    """The histories as they were on a day, its purchases included."""
    known = days.between(np.iinfo(np.int64).min, day)
    order = np.lexsort((known.day, known.customer))
    customer, when, amount = known.customer[order], known.day[order], known.amount[order]
    found, start, count = np.unique(customer, return_index=True, return_counts=True)
    first, last = when[start], when[start + count - 1]
    total = np.add.reduceat(amount, start) if len(start) else amount
    return Histories(
        customer=found,
        first_day=first,
        repeats=(count - 1).astype(np.int64),
        last_age=last - first,
        age=day - first,
        repeat_amount=np.where(count > 1, total - amount[start], 0.0),
    )


def purchases_of(histories: Histories, days: PurchaseDays) -> tuple[Real, Real]:
    """How many of the days are each customer's, and their amount; in the order of the histories."""
    place = np.searchsorted(histories.customer, days.customer)
    place = np.minimum(place, max(histories.count - 1, 0))
    theirs = histories.customer[place] == days.customer
    size = histories.count
    counted = np.bincount(place[theirs], minlength=size).astype(np.float64)
    summed = np.bincount(place[theirs], weights=days.amount[theirs], minlength=size)
    return counted, summed.astype(np.float64)
