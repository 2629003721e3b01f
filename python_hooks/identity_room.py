"""The identity room built on any raw folder, in a home of its own that is thrown away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from python_hooks.progress import Steps
from python_hooks.room import open_room
from python_hooks.settings import Settings
from python_hooks.trial.trial import Trial

WEIGHTS_FILE = "identity_weights.csv"
WHOLE = ("+fct_identity_matches", "+fct_identity_refusals", "+bridge_customer_records")
# What a change of weights changes, up to the scores, and then to who is who.
SCORES = (
    "identity_weights",
    "int_identity_level_weights",
    "int_identity_population",
    "int_identity_terms",
    "int_identity_pair_scores",
)
PERSONS = (
    *SCORES,
    "int_identity_match_rules",
    "int_identity_fresh_pairs+,+fct_identity_matches",
    "int_identity_fresh_pairs+,+fct_identity_refusals",
    "int_identity_fresh_pairs+,+bridge_customer_records",
)


@dataclass(slots=True)
class IdentityRoom:
    """The room, built once; make it with `open_identity_room`.

    as_of  the moment it looks from, UTC
    """

    trial: Trial
    as_of: str

    def build(self, select: Sequence[str]) -> None:
        """Build these of its models again."""
        self.trial.decide(self.as_of, publish=False, select=select)

    def weigh(self, weights: Path, select: Sequence[str]) -> None:
        """Take the weights of a file, and build again what depends on them."""
        shutil.copyfile(weights, self.trial.settings.policy / WEIGHTS_FILE)
        self.build(select)

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Its warehouse, read-only."""
        with self.trial.reading() as warehouse:
            yield warehouse


@contextmanager
def open_identity_room(settings: Settings, name: str, steps: Steps) -> Iterator[IdentityRoom]:
    """Land the raw folder and build who is who, under `trials/<name>` of the home.

    The user's own warehouse and landing are neither read nor changed. All but the log is removed
    at the end. Raises `UserError` where raw files or policy cannot be used.
    """
    with open_room(settings, name, steps) as (trial, as_of):
        room = IdentityRoom(trial, as_of)
        with steps.step("finding out who is who"):
            room.build(WHOLE)
        yield room
