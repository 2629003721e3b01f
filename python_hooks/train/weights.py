"""Weights of comparisons: the rows of identity_weights.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_hooks.policy.files import SHAPES

FILE = "identity_weights.csv"
DEFAULTS = Path("models/identity/parameters/identity_default_weights.csv")
PRIOR = ("prior", "partners")
# A level that training saw in no true pair is rare, not impossible; nor is one that no random
# pair showed impossible for two people.
LEAST_M, LEAST_U = 1e-3, 1e-6


@dataclass(frozen=True, slots=True)
class Weight:
    """How often a level of a comparison is seen.

    m                   among pairs that are one person, 0 to 1; of the prior, how many other
                        descriptions of one person are to be expected
    u                   among all other pairs, 0 to 1; None for the prior
    uses_term_frequency whether how common the pair's own value is stands for u
    """

    comparison: str
    level: str
    m: float
    u: float | None
    uses_term_frequency: bool


def read_default_weights(project: Path) -> list[Weight]:
    """The weights that ship."""
    with (project / DEFAULTS).open(encoding="utf-8", newline="") as stream:
        return [
            Weight(
                row["comparison"],
                row["level"],
                float(row["m"]),
                float(row["u"]) if row["u"] else None,
                row["uses_term_frequency"] == "true",
            )
            for row in csv.DictReader(stream)
        ]


def prior(partners: float) -> Weight:
    """The row that says how many other descriptions of one person are to be expected."""
    return Weight(*PRIOR, m=partners, u=None, uses_term_frequency=False)


def evened(weights: Sequence[Weight], share_of_matches: float) -> list[Weight]:
    """Weights without the true pairs among the random ones, each at least its least.

    share_of_matches  how many of all pairs are one person: as many of the random pairs showed
                      the levels of true ones
    """
    cleaned = [
        Weight(
            each.comparison,
            each.level,
            max(each.m, LEAST_M),
            _without_matches(each.m, each.u or 0.0, share_of_matches),
            each.uses_term_frequency,
        )
        for each in weights
    ]
    m_sums, u_sums = _sums(cleaned, "m"), _sums(cleaned, "u")
    return [
        Weight(
            each.comparison,
            each.level,
            each.m / m_sums[each.comparison],
            (each.u or 0.0) / u_sums[each.comparison],
            each.uses_term_frequency,
        )
        for each in cleaned
    ]


def _without_matches(m: float, u: float, share: float) -> float:
    # What is left of a small number after subtracting another is not to be trusted below a tenth.
    return max((u - share * m) / (1 - share), u / 10, LEAST_U)


def _sums(weights: Iterable[Weight], name: str) -> Mapping[str, float]:
    sums: dict[str, float] = {}
    for each in weights:
        sums[each.comparison] = sums.get(each.comparison, 0.0) + (getattr(each, name) or 0.0)
    return sums


def write_weights(
    target: Path, weights: Iterable[Weight], trained_date: str, data_hash: str, settings: str
) -> None:
    """Write the policy file; every row says when, on what and how it was trained."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(SHAPES[FILE].column_names)
        for each in weights:
            writer.writerow(
                [
                    each.comparison,
                    each.level,
                    f"{each.m:.8f}",
                    "" if each.u is None else f"{each.u:.8f}",
                    str(each.uses_term_frequency).lower(),
                    trained_date,
                    data_hash,
                    settings,
                ]
            )
