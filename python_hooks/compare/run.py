"""Two trials over the same days, one after the other, and what came of them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from types import FrameType

import duckdb

from python_hooks.compare.collect import collect_day, open_collection
from python_hooks.compare.comparison import Comparison
from python_hooks.compare.match import match_contacts
from python_hooks.compare.moments import Day, moments_of, newest_fact_date
from python_hooks.compare.notes import notes_of
from python_hooks.compare.read import read_comparison
from python_hooks.compare.report import Report, write_report
from python_hooks.compare.request import CompareRequest, Side, require_difference, sides_of
from python_hooks.compare.summarise import summarise
from python_hooks.errors import UserError
from python_hooks.only_one import only_one
from python_hooks.policy import require_sound_policy
from python_hooks.progress import Steps
from python_hooks.project_vars import read_project_vars
from python_hooks.settings import Settings
from python_hooks.trial import Trial, open_trial


def run_compare(
    settings: Settings, request: CompareRequest, steps: Steps
) -> tuple[Comparison, Report]:
    """Decide the days by both sides in copies of the warehouse, and report the difference.

    Nothing is published and no slot is held: the warehouse is only read. Raises `UserError`
    where the policies, the days or the warehouse do not allow it.
    """
    sides = sides_of(settings, request)
    for policy in dict.fromkeys(side.policy for side in sides):
        with steps.step(f"checking the policy {policy}"):
            require_sound_policy(policy)
    require_difference(sides)
    days = moments_of(settings, request)
    with ExitStack() as stack:
        stack.enter_context(_ending_in_order())
        stack.enter_context(only_one(settings, "compare", "another compare is at work"))
        with steps.step("copying the warehouse for each side"):
            trials = _open_trials(settings, sides, stack)
        collection = stack.enter_context(
            open_collection(trials["A"].settings.home / "collection.duckdb")
        )
        for side in sides:
            _decide_days(trials[side.letter], side, days, collection, steps)
        with steps.step("comparing"):
            _require_candidates(collection, days, newest_fact_date(settings))
            match_contacts(
                collection, {letter: trial.settings.warehouse for letter, trial in trials.items()}
            )
            summarise(collection)
            currency = str(read_project_vars(settings.project)["currency"])
            notes = notes_of(collection, days, newest_fact_date(settings), currency)
            comparison = read_comparison(collection, sides, days, currency, notes)
            report = write_report(settings, collection, comparison)
    return comparison, report


def _open_trials(
    settings: Settings, sides: tuple[Side, Side], stack: ExitStack
) -> dict[str, Trial]:
    """Both start from one warehouse: a run that ends in between would give them two."""
    before = _state_of(settings)
    trials = {
        side.letter: stack.enter_context(
            open_trial(
                settings,
                f"compare-{side.letter.lower()}",
                policy=side.policy,
                variables={"arbitration_mode": side.mode},
            )
        )
        for side in sides
    }
    if _state_of(settings) != before:
        raise UserError("a run has ended just now and changed the warehouse; try again")
    return trials


def _decide_days(
    trial: Trial,
    side: Side,
    days: tuple[Day, ...],
    collection: duckdb.DuckDBPyConnection,
    steps: Steps,
) -> None:
    trial.forget_from(days[0].date)
    for number, day in enumerate(days, start=1):
        is_last = day is days[-1]
        title = f"{side.letter}, day {number} of {len(days)}: {day.date} as of {day.as_of} UTC"
        with steps.step(title) as step:
            # What the last day would reserve, nobody would see.
            outcome = trial.decide(day.as_of, publish=not is_last, advance=step.advance)
            collect_day(
                collection, trial.settings.warehouse, side.letter, day.date, is_last=is_last
            )
            step.note = (
                f"{outcome.node_count} models, {_count(collection, side, day.date)} contacts"
            )


def _require_candidates(
    collection: duckdb.DuckDBPyConnection, days: tuple[Day, ...], newest: str
) -> None:
    if not collection.execute("select count(*) from outcomes").fetchall()[0][0]:
        span = f"{days[0].date}" if len(days) == 1 else f"{days[0].date} to {days[-1].date}"
        known = f"; the newest fact of the files is of {newest}" if newest else ""
        raise UserError(f"neither side has a campaign for anybody on {span}{known}")


def _count(collection: duckdb.DuckDBPyConnection, side: Side, day: date) -> str:
    query = "select count(*) from contacts where side = ? and day = ?"
    return f"{collection.execute(query, [side.letter, day]).fetchall()[0][0]:,}"


def _state_of(settings: Settings) -> tuple[object, ...]:
    warehouse = settings.warehouse.stat() if settings.warehouse.exists() else None
    return (
        (warehouse.st_ino, warehouse.st_mtime_ns) if warehouse else None,
        settings.landing.resolve(),
    )


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """A scheduler's SIGTERM ends the command as Ctrl-C does: the trials are removed first."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield  # Signals are the main thread's.
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
