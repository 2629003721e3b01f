"""`batuta train value`: parameters of the models that predict purchases, from own data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.progress import Steps
from python_hooks.room import open_room
from python_hooks.settings import Settings
from python_hooks.train.value.histories import Histories, PurchaseDays, histories_on
from python_hooks.train.value.holdout import Holdout, compare_with_holdout
from python_hooks.train.value.parameters import write_parameters
from python_hooks.train.value.pymc_model import (
    Fitted,
    TooLittleError,
    expected_amounts,
    expected_purchases,
    fit_amounts,
    fit_purchases,
    probability_of_purchase,
    require_library,
    settings_text,
)
from python_hooks.train.value.read import Purchases, read_purchases
from python_hooks.train.value.report import ValueReport, write_report
from python_hooks.warehouse import open_warehouse

BUILT = ("+int_customer_purchase_days", "+int_scoring_moments")
# What the profile predicts; shorter where the data are, a third of them at most.
HOLDOUT_DAYS = 90
SHIPPED = "the parameters that ship stay in force"


@dataclass(frozen=True, slots=True)
class ValueTrained:
    """What was learned, and where it lies.

    page  the report as a page
    """

    report: ValueReport
    page: Path


def train_value(
    settings: Settings,
    out: Path,
    steps: Steps,
    *,
    from_raw: bool,
    holdout_days: int | None = None,
) -> ValueTrained:
    """Learn from purchase days, and write parameters and their report; nothing else is changed.

    from_raw      whether to read the raw files, in a home of their own, or the warehouse as built
    holdout_days  how many of the last days are kept to compare predictions with
    Raises `UserError` where PyMC-Marketing is not installed, or the data hold too little.
    """
    require_library()
    if not out.parent.is_dir():
        raise UserError(f"{out.parent} is no folder; --out names a file in one that exists")
    if not from_raw:
        with steps.step("reading who bought when") as step, open_warehouse(settings) as warehouse:
            purchases = read_purchases(warehouse)
            step.note = f"{len(purchases.days.day):,} purchase days"
    else:
        with (
            open_room(settings, "train_value", steps) as (trial, as_of),
            steps.step("finding out who bought when") as step,
        ):
            trial.decide(as_of, publish=False, select=BUILT)
            with trial.reading() as warehouse:
                purchases = read_purchases(warehouse)
            step.note = f"{len(purchases.days.day):,} purchase days"
    return train_on(settings, purchases, out, steps, holdout_days)


def train_on(
    settings: Settings, purchases: Purchases, out: Path, steps: Steps, holdout_days: int | None
) -> ValueTrained:
    """Learn from these purchase days; see `train_value`."""
    first = int(purchases.days.day.min())
    known = purchases.last_day - first
    span = holdout_days if holdout_days is not None else min(HOLDOUT_DAYS, known // 3)
    if not 1 <= span < known:
        raise UserError(
            f"{span} holdout days do not fit into the {known} days there are; {SHIPPED}"
        )
    kept: list[str] = []
    with steps.step(f"learning without the last {span} days, and comparing with them") as step:
        cut = purchases.last_day - span
        holdout = _holdout(purchases.days, cut, span)
        step.note = f"{holdout.purchases[0].customer_count:,} customers"
    with steps.step("learning from all days") as step:
        histories = histories_on(purchases.days, purchases.last_day)
        models = [_fit_purchases(histories, "")]
        try:
            models.append(fit_amounts(histories))
        except TooLittleError as error:
            kept.append(f"gamma_gamma: {error}; {SHIPPED}")
        step.note = f"{histories.count:,} customers"
    today = date.today().isoformat()
    described = settings_text(_iso(first), _iso(purchases.last_day))
    report = ValueReport(today, purchases.data_hash, described, tuple(models), holdout, tuple(kept))
    page = write_report(settings, out, report)
    write_parameters(out, models, today, purchases.data_hash, described)
    return ValueTrained(report, page)


def _holdout(days: PurchaseDays, cut: int, span: int) -> Holdout:
    histories = histories_on(days, cut)
    fitted = _fit_purchases(histories, f" before {_iso(cut + 1)}; try fewer --holdout-days")
    predicted = expected_purchases(fitted, histories, span)
    try:
        each = expected_amounts(fit_amounts(histories), histories)
    except TooLittleError:
        known = days.between(-(10**9), cut)
        each = predicted * 0 + known.amount.mean()
    return compare_with_holdout(
        days,
        cut,
        span,
        predicted,
        predicted * each,
        probability_of_purchase(fitted, histories, span),
    )


def _fit_purchases(histories: Histories, where: str) -> Fitted:
    try:
        return fit_purchases(histories)
    except TooLittleError as error:
        raise UserError(f"{error}{where}; {SHIPPED}") from error


def _iso(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()
