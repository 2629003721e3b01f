"""`batuta train identity`: weights of comparisons, learned from own data without labels."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from python_hooks.errors import UserError
from python_hooks.identity_room import SCORES, IdentityRoom, open_identity_room
from python_hooks.progress import Steps
from python_hooks.settings import Settings
from python_hooks.train.data_hash import data_hash
from python_hooks.train.levels import Compared, read_comparisons
from python_hooks.train.splink_model import estimate, require_splink, settings_text
from python_hooks.train.weights import (
    Weight,
    evened,
    prior,
    read_default_weights,
    write_weights,
)

# What a description says of a person.
SAID = (
    "first_name_key",
    "last_name_key",
    "birth_date",
    "street_key",
    "postal_code_key",
    "city_key",
    "email",
    "phone",
)
# Fewer descriptions hold hardly any pair to learn from.
LEAST_DESCRIPTIONS = 50
# A comparison that fewer descriptions can take part in keeps the weights that ship.
LEAST_SHARE_KNOWN = 0.01
# The prior and what is left of u without true pairs depend on each other.
PASSES = 3


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned.

    weights  every level of every comparison, and the prior
    kept     comparisons about which the data say nothing: their weights are those that ship
    """

    weights: tuple[Weight, ...]
    kept: tuple[str, ...]
    description_count: int
    data_hash: str


def train_identity(settings: Settings, out: Path, steps: Steps) -> Trained:
    """Learn weights from the raw files and write them to a file; nothing else is changed.

    Raises `UserError` where Splink is not installed, or the data hold too little.
    """
    require_splink()
    if not out.parent.is_dir():
        raise UserError(f"{out.parent} is no folder; --out names a file in one that exists")
    with open_identity_room(settings, "train_identity", steps) as room:
        return train_in(room, out, steps)


def train_in(room: IdentityRoom, out: Path, steps: Steps) -> Trained:
    """Learn weights from what a room holds, and write them to a file.

    The room is left weighed by them up to the scores, but who is who is not decided anew. The file
    is written when all is learned, whole or not at all.
    """
    draft = room.trial.settings.home / "draft_weights.csv"
    with steps.step("learning how far records of one person agree") as step:
        descriptions, data_hash = _read_descriptions(room)
        if len(descriptions) < LEAST_DESCRIPTIONS:
            raise UserError(
                f"{len(descriptions)} descriptions of people are too few to learn from;"
                f" it takes {LEAST_DESCRIPTIONS}"
            )
        comparisons = read_comparisons(room)
        known = [each for each in comparisons if _is_known(descriptions, each)]
        learned, share = estimate(descriptions, known)
        kept = [each.name for each in comparisons if each not in known]
        shipped = [
            each
            for each in read_default_weights(room.trial.settings.project)
            if each.comparison in kept
        ]
        step.note = f"{len(descriptions):,} descriptions"
    with steps.step("learning how many are to be found") as step:
        today = date.today().isoformat()
        for _ in range(PASSES):
            partners = max(share * _population(room), 1e-6)
            weights = [prior(partners), *evened(learned, share), *shipped]
            write_weights(draft, weights, today, data_hash, settings_text())
            room.weigh(draft, SCORES)
            share = _share_of_matches(room, share)
        step.note = f"{partners:.2f} others per description"
    beside = out.with_name(f".{out.name}.new")
    shutil.copyfile(draft, beside)
    beside.replace(out)
    return Trained(tuple(weights), tuple(kept), len(descriptions), data_hash)


def _read_descriptions(room: IdentityRoom) -> tuple[pa.Table, str]:
    with room.reading() as warehouse:
        table = warehouse.execute(
            "from identity.int_identity_descriptions order by record_rank"
        ).to_arrow_table()
        return table, data_hash(warehouse, "identity.int_identity_descriptions", SAID)


def _is_known(descriptions: pa.Table, compared: Compared) -> bool:
    column = descriptions.column(compared.term)
    return bool(len(column) - column.null_count >= LEAST_SHARE_KNOWN * len(column))


def _population(room: IdentityRoom) -> int:
    with room.reading() as warehouse:
        row = warehouse.execute(
            "select person_count + smoothing_count from identity.int_identity_population"
        ).fetchone()
    return int(row[0]) if row else 0


def _share_of_matches(room: IdentityRoom, share: float) -> float:
    """Which share of all pairs is one person, by the scores of those compared.

    A prior gives every pair a probability; their sum is how many matches there are, which is a
    prior again. The share is where the two agree.
    """
    with room.reading() as warehouse:
        found = warehouse.execute(
            "select cast(match_weight - prior_bits as double) as bits"
            " from identity.int_identity_pair_scores cross join identity.int_identity_population"
        ).fetchnumpy()["bits"]
        row = warehouse.execute(
            "select count(*) from identity.int_identity_descriptions"
        ).fetchone()
    bits: npt.NDArray[np.float64] = np.asarray(found, dtype=np.float64)
    count = float(row[0]) if row else 0.0
    pair_count = count * (count - 1) / 2
    for _ in range(100):
        odds = share / (1 - share) * np.exp2(np.minimum(bits, 60.0))
        agreed = max(float((odds / (1 + odds)).sum()) / pair_count, 1e-12)
        if abs(agreed - share) <= 1e-6 * share:
            break
        share = agreed
    return share
