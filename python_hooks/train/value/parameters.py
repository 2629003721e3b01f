"""The rows of value_parameters.csv."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from python_hooks.policy.files import SHAPES
from python_hooks.train.value.pymc_model import Fitted

FILE = "value_parameters.csv"


def write_parameters(
    target: Path, models: Sequence[Fitted], trained_date: str, data_hash: str, settings: str
) -> None:
    """Write the policy file; every row says when, on what and how it was trained."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(SHAPES[FILE].column_names)
        for model in models:
            for parameter, value in model.parameters.items():
                writer.writerow(
                    [
                        model.name,
                        parameter,
                        f"{value:.8f}",
                        f"{model.log_likelihood:.4f}",
                        model.customer_count,
                        trained_date,
                        data_hash,
                        settings,
                    ]
                )
