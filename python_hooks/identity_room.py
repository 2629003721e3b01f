"""The identity room built on any raw folder, in a home of its own that is thrown away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from python_hooks.job.days import utc_text
from python_hooks.landing.facts import default_as_of, newest_fact
from python_hooks.landing.land import land
from python_hooks.landing.report import LandingReport
from python_hooks.only_one import only_one
from python_hooks.policy import complete_policy, require_sound_policy
from python_hooks.progress import Steps
from python_hooks.project_vars import read_project_vars
from python_hooks.settings import Settings
from python_hooks.trial.trial import Trial

WEIGHTS_FILE = "identity_weights.csv"
WHOLE = ("+fct_identity_matches", "+fct_identity_refusals", "+bridge_customer_records")
# What a change of weights changes, up to the scores, and then to who is who.
SCORES = (
    "identity_weights",
    "int_identity_level_weights",
    "int_identity_population",
    "int_identity_pair_scores",
)
PERSONS = (
    *SCORES,
    "int_identity_match_rules+,+fct_identity_matches",
    "int_identity_match_rules+,+fct_identity_refusals",
    "int_identity_match_rules+,+bridge_customer_records",
)
# Where no file tells a time, every record exists already.
AFTER_EVERYTHING = "2100-01-01 00:00:00"


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
    require_sound_policy(settings.policy)
    home = settings.home / "trials" / name
    with only_one(settings, name, f"another `batuta {name.replace('_', ' ')}` is at work"):
        yield from _open(settings, home, steps)


def _open(settings: Settings, home: Path, steps: Steps) -> Iterator[IdentityRoom]:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    try:
        places = replace(settings, home=home, policy=home / "policy")
        complete_policy(settings.policy, places.policy)
        with steps.step("landing the raw files") as step:
            report = land(places, lambda what: step.advance(0, None, what))
            step.note = f"{report.row_count:,} rows in {len(report.deliveries)} files"
        room = IdentityRoom(Trial(places, {}), _as_of(places, report))
        with steps.step("finding out who is who"):
            room.build(WHOLE)
        yield room
    finally:
        for left in home.iterdir():
            if left.is_file() or left.is_symlink():
                left.unlink()
            elif left.name != "logs":
                shutil.rmtree(left, ignore_errors=True)


def _as_of(settings: Settings, report: LandingReport) -> str:
    newest = newest_fact(report)
    if newest is None:
        return AFTER_EVERYTHING
    zone = str(read_project_vars(settings.project)["business_time_zone"])
    return utc_text(default_as_of(newest, zone))
