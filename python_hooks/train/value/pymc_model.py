"""The one place that knows PyMC-Marketing: BG/NBD and Gamma-Gamma by maximum likelihood."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from python_hooks.errors import UserError
from python_hooks.train.value.histories import Histories, Real

# Fewer say nothing that the parameters that ship do not say better.
LEAST_CUSTOMERS = 100
LEAST_REPEATERS = 50
# Shapes beyond these are no longer told apart, and SQL is exact to 6 digits between them.
LEAST_SHAPE, LARGEST_SHAPE = 1e-4, 1e3
INSTALL = ".venv/bin/python -m uv sync --frozen --inexact --group value"
# The formulas are short: to compile them takes longer than to evaluate them, and needs a compiler.
FLAGS = "mode=FAST_COMPILE,cxx="


class TooLittleError(Exception):
    """What the data do not say; its text is for people."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model that was fitted.

    name            bg_nbd or gamma_gamma
    parameters      by the names of the literature; time is in days
    log_likelihood  at these parameters, on the customers it was fitted on
    customer_count  how many those are
    model           the library's own, for its predictions
    """

    name: str
    parameters: Mapping[str, float]
    log_likelihood: float
    customer_count: int
    model: Any


def require_library() -> None:
    """Raise `UserError` with the command that installs PyMC-Marketing, where it is not there."""
    from importlib.util import find_spec

    if find_spec("pymc_marketing") is None:
        raise UserError(f"this needs PyMC-Marketing; install it with: {INSTALL}")


def settings_text(first_day: str, last_day: str) -> str:
    """How the parameters are trained, in a line, for the file."""
    from importlib.metadata import version

    return (
        f"pymc-marketing {version('pymc-marketing')}; maximum likelihood;"
        f" purchase days {first_day} to {last_day}; time in days"
    )


def fit_purchases(histories: Histories) -> Fitted:
    """BG/NBD on purchase days. Raises `TooLittleError` where the data say too little."""
    if histories.count < LEAST_CUSTOMERS or histories.repeater_count < LEAST_REPEATERS:
        raise TooLittleError(
            f"{histories.count:,} customers, {histories.repeater_count:,} of whom bought on more"
            f" than one day, are too few to learn from; it takes {LEAST_CUSTOMERS} and"
            f" {LEAST_REPEATERS}"
        )
    with _quiet():
        from pymc_marketing.clv import BetaGeoModel

        found = _fit(BetaGeoModel, ("r", "alpha", "a", "b"), frame_of(histories))
    parameters = _within_reach(_within_reach(found.parameters, "r", "alpha"), "a", "b")
    if abs(parameters["a"] - 1) < 1e-6:
        # The library divides by a - 1.
        parameters = {**parameters, "a": 1 + 1e-6}
    return _with(found, "bg_nbd", parameters)


def fit_amounts(histories: Histories) -> Fitted:
    """Gamma-Gamma on the mean amounts of repeat purchase days.

    Raises `TooLittleError` where the data say too little, or have no mean amount to tell.
    """
    data = frame_of(histories)
    data = data[(data["frequency"] > 0) & (data["monetary_value"] > 0)]
    if len(data) < LEAST_REPEATERS:
        raise TooLittleError(
            f"{len(data):,} customers with amounts of repeat purchases are too few to learn how"
            f" much people spend; it takes {LEAST_REPEATERS}"
        )
    with _quiet():
        from pymc_marketing.clv import GammaGammaModel

        found = _fit(GammaGammaModel, ("p", "q", "v"), data)
    if found.parameters["q"] <= 1.01:
        raise TooLittleError("the amounts differ too much between customers to have a mean")
    if max(found.parameters.values()) > 1e9 or min(found.parameters.values()) < LEAST_SHAPE:
        raise TooLittleError("the amounts do not differ as the model supposes")
    return _with(found, "gamma_gamma", found.parameters)


def frame_of(histories: Histories) -> pd.DataFrame:
    """Histories under the library's names."""
    return pd.DataFrame(
        {
            "customer_id": histories.customer,
            "frequency": histories.repeats,
            "recency": histories.last_age.astype(np.float64),
            "T": histories.age.astype(np.float64),
            "monetary_value": histories.repeat_amount / np.maximum(histories.repeats, 1),
        }
    )


def expected_purchases(fitted: Fitted, histories: Histories, days: int) -> Real:
    """Purchase days to expect of each customer within so many days, by the library."""
    data = frame_of(histories)
    with _quiet():
        found = fitted.model.expected_purchases(data, future_t=days).values.reshape(-1)
        alive = fitted.model.expected_probability_alive(data).values.reshape(-1)
    # Of very frequent customers the library's function leaves the range of a double; of those
    # the rate is known well, and the share who leave in between is small.
    rate = (fitted.parameters["r"] + histories.repeats) / (
        fitted.parameters["alpha"] + histories.age
    )
    return _real(np.where(np.isfinite(found), found, alive * rate * days))


def probability_of_purchase(fitted: Fitted, histories: Histories, days: int) -> Real:
    """The probability that each customer buys at all within so many days, by the library."""
    with _quiet():
        none = fitted.model.expected_probability_no_purchase(days, data=frame_of(histories))
    return _real(np.clip(1 - none.values.reshape(-1), 0.0, 1.0))


def expected_amounts(fitted: Fitted, histories: Histories) -> Real:
    """The amount to expect of each customer's purchase day, by the library."""
    with _quiet():
        found = fitted.model.expected_customer_spend(frame_of(histories))
    return _real(found.values.reshape(-1))


def _real(values: Any) -> Real:
    return np.asarray(values, dtype=np.float64)


def _fit(model_class: Any, names: tuple[str, ...], data: pd.DataFrame) -> Fitted:
    from pymc_extras.prior import Prior

    model = model_class(model_config={name: Prior("HalfFlat") for name in names})
    try:
        model.fit(data=data, method="map", progressbar=False)
        parameters = {name: float(model.fit_result[name].values.item()) for name in names}
    except (ValueError, RuntimeError, ArithmeticError) as error:
        raise TooLittleError("no parameters fit the data: the search for them failed") from error
    if not all(np.isfinite(value) and value > 0 for value in parameters.values()):
        raise TooLittleError("no parameters fit the data: the search for them has no end")
    return Fitted("", parameters, 0.0, len(data), model)


def _with(fitted: Fitted, name: str, parameters: Mapping[str, float]) -> Fitted:
    """The model at these parameters, as the file will hold them."""
    rounded = {key: round(value, 8) for key, value in parameters.items()}
    point = {f"{key}_log__": np.log(value) for key, value in rounded.items()}
    with _quiet():
        for key, value in rounded.items():
            fitted.model.idata.posterior[key].values[...] = value
        likelihood = float(fitted.model.model.compile_logp(jacobian=False)(point))
    return Fitted(name, rounded, likelihood, fitted.customer_count, fitted.model)


def _within_reach(parameters: Mapping[str, float], one: str, other: str) -> Mapping[str, float]:
    """The same distribution, or one that cannot be told from it, with shapes SQL is exact for."""
    largest = max(parameters[one], parameters[other] if other != "alpha" else 0.0)
    factor = min(1.0, LARGEST_SHAPE / largest)
    return {
        **parameters,
        one: max(parameters[one] * factor, LEAST_SHAPE),
        other: max(parameters[other] * factor, LEAST_SHAPE),
    }


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The library's notes are for those who know it."""
    os.environ.setdefault("PYTENSOR_FLAGS", FLAGS)
    loggers = [logging.getLogger(name) for name in ("pymc", "pytensor", "arviz", "root")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
