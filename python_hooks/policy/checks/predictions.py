"""Parameters of predictions: each trained model whole, and within what SQL is exact for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy
from python_hooks.policy.values import as_number

FILE = "value_parameters.csv"
HINT = "`batuta train value` writes all of them"
PARAMETERS: Final = {"bg_nbd": ("r", "alpha", "a", "b"), "gamma_gamma": ("p", "q", "v")}
# Times and amounts may be large; where a shape is, customers no longer differ.
LARGEST_SHAPE = 1000
SHAPES_OF_CUSTOMERS = ("r", "a", "b")


def check_value_parameters(policy: Policy) -> Iterator[Finding]:
    """Check that a model that is there is whole, and that its numbers have a meaning."""
    rows = policy[FILE]
    given: dict[str, set[str]] = {}
    for row in rows:
        model, parameter, value = row["model"], row["parameter"], as_number(row["value"])
        names = PARAMETERS.get(model)
        if names is None:
            continue
        if parameter not in names:
            yield row.finding(
                "parameter", f"'{model}' has no parameter '{parameter}'", ", ".join(names)
            )
            continue
        given.setdefault(model, set()).add(parameter)
        if value is None:
            continue
        if parameter == "q" and value <= 1:
            yield row.finding(
                "value", f"q is {row['value']}", "amounts have a mean only where q is above 1"
            )
        if parameter in SHAPES_OF_CUSTOMERS and value > LARGEST_SHAPE:
            yield row.finding("value", f"'{row['value']}' is more than {LARGEST_SHAPE}")
    for model, found in given.items():
        for parameter in PARAMETERS[model]:
            if parameter not in found:
                yield Finding(
                    FILE, 0, "parameter", "error", f"{model} {parameter} is missing", HINT
                )
