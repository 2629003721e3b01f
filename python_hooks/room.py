"""A home of its own in which some rooms of the house are built on any raw folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

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

# Where no file tells a time, every record exists already.
AFTER_EVERYTHING = "2100-01-01 00:00:00"


@contextmanager
def open_room(settings: Settings, name: str, steps: Steps) -> Iterator[tuple[Trial, str]]:
    """Land the raw folder under `trials/<name>` of the home; yield a trial and its moment, UTC.

    Nothing is built yet. The user's own warehouse and landing are neither read nor changed. All
    but the log is removed at the end. Raises `UserError` where raw files or policy cannot be used.
    """
    require_sound_policy(settings.policy)
    with only_one(settings, name, f"another `batuta {name.replace('_', ' ')}` is at work"):
        yield from _open(settings, settings.home / "trials" / name, steps)


def _open(settings: Settings, home: Path, steps: Steps) -> Iterator[tuple[Trial, str]]:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    try:
        places = replace(settings, home=home, policy=home / "policy")
        complete_policy(settings.policy, places.policy)
        with steps.step("landing the raw files") as step:
            report = land(places, lambda what: step.advance(0, None, what))
            step.note = f"{report.row_count:,} rows in {len(report.deliveries)} files"
        yield Trial(places, {}), _as_of(places, report)
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
