"""Trained parameters of predictions that cannot be used."""

from __future__ import annotations

from collections.abc import Callable

Expect = Callable[..., None]
FILE = "value_parameters.csv"
WHOLE = {"r": "0.5", "alpha": "20", "a": "0.8", "b": "2.5"}


def write(policy, model: str, **parameters: str) -> None:
    for parameter, value in parameters.items():
        policy.append(FILE, model=model, parameter=parameter, value=value)


def test_one_model_may_be_trained_alone(policy) -> None:
    write(policy, "bg_nbd", **WHOLE)
    assert policy.check() == []


def test_half_a_model(policy, expect: Expect) -> None:
    write(policy, "bg_nbd", **{**WHOLE, "a": "0.8"})
    policy.drop(FILE, parameter="b")
    expect(FILE, 0, "parameter", "bg_nbd b is missing", "train value")


def test_a_parameter_of_the_other_model(policy, expect: Expect) -> None:
    write(policy, "bg_nbd", **WHOLE)
    line = policy.append(FILE, model="bg_nbd", parameter="q", value="3")
    expect(FILE, line, "parameter", "'bg_nbd' has no parameter 'q'", "r, alpha, a, b")


def test_amounts_without_a_mean(policy, expect: Expect) -> None:
    write(policy, "gamma_gamma", p="6", q="1", v="15")
    expect(FILE, 3, "value", "q is 1", "above 1")


def test_shapes_that_sql_is_not_exact_for(policy, expect: Expect) -> None:
    write(policy, "bg_nbd", **{**WHOLE, "r": "1001", "a": "0.00001"})
    expect(FILE, 2, "value", "more than 1000")
    expect(FILE, 4, "value", "0.0001")
