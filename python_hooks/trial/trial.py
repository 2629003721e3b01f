"""A second home for questions of the kind "what would have been": it holds no slots.

A trial has its own copy of the warehouse, with its ledger and state, and its own policy. It
shares the landed files as they were when it began, unless it is given others. Nothing it
publishes is published anywhere else, and nothing stays behind but its log.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from python_hooks.errors import UserError
from python_hooks.job.dbt_process import (
    Advance,
    DbtOutcome,
    parse_project,
    render_text,
    run_dbt,
)
from python_hooks.landing.dbt_plugin import LANDED
from python_hooks.policy import complete_policy
from python_hooks.settings import Settings
from python_hooks.trial.forget import forgetting
from python_hooks.warehouse import open_warehouse

# Fills a folder, which it makes.
Fill = Callable[[Path], None]


@dataclass(slots=True)
class Trial:
    """One trial; make it with `open_trial`.

    settings   its places: a home, a warehouse and a policy of its own
    variables  the dbt vars it differs in from the project's, `arbitration_mode` for one
    """

    settings: Settings
    variables: Mapping[str, object]
    _manifest: Any = None

    def change(self, statements: Sequence[str]) -> None:
        """Run SQL on the trial's warehouse, to forget what a trial must not know."""
        with duckdb.connect(str(self.settings.warehouse)) as warehouse:
            for statement in statements:
                warehouse.execute(statement)

    def forget_from(self, day: date) -> None:
        """Make the ledger that of the evening before: what was published since never happened.

        The contacts are set aside rather than deleted: what the tools have reported of them
        would pass for contacts of another tool. Who was erased stays erased.
        """
        self.change(forgetting(day))

    def decide(
        self,
        as_of: str,
        *,
        publish: bool,
        advance: Advance | None = None,
        select: Sequence[str] = (),
    ) -> DbtOutcome:
        """Build all models as of a moment (UTC); with `publish` into the trial's own ledger.

        select  only these of dbt's nodes, where not all are asked for
        Raises `UserError` with what failed. dbt reads the project once per trial.
        """
        variables = {**self.variables, "as_of": as_of, "publish": publish}
        with _environment(self.settings):
            if self._manifest is None:
                self._manifest = parse_project(self.settings, variables)
            command = ["build", "--resource-type", "model", "seed"]
            if select:
                command += ["--select", *select]
            return run_dbt(self.settings, command, variables, advance, manifest=self._manifest)

    def render(self, text: str) -> str:
        """What dbt makes of a text with Jinja in it, after the first `decide`."""
        with _environment(self.settings):
            return render_text(self.settings, self.variables, text, manifest=self._manifest)

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The trial's warehouse, read-only."""
        with open_warehouse(self.settings) as warehouse:
            yield warehouse


@contextmanager
def open_trial(
    settings: Settings,
    name: str,
    *,
    policy: Path | Fill | None = None,
    variables: Mapping[str, object] | None = None,
    landing: Fill | None = None,
    project: Fill | None = None,
) -> Iterator[Trial]:
    """Yield a trial under `trials/<name>`, and remove it but for its log when done.

    policy   the folder of policy files it decides by, or what writes every one of them, which
             are then taken as they are; None: the folder of the settings
    landing  what lays out the landed files it knows; None: those of the settings
    project  what makes the dbt project it runs; None: that of the settings
    Raises `UserError` where there is no warehouse yet, or the policy cannot be used.
    """
    if not settings.warehouse.exists():
        raise UserError("no day has been decided yet; run `batuta run` first")
    home = settings.home / "trials" / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    try:
        places = replace(settings, home=home, policy=home / "policy")
        if callable(policy):
            policy(places.policy)
        else:
            complete_policy(policy or settings.policy, places.policy)
        if landing is None:
            _share_landing(settings.landing, places.landing)
        else:
            landing(places.landing)
        if project is not None:
            places = replace(places, project=home / "project")
            project(places.project)
        # Under the same name, for the name is part of every view.
        shutil.copyfile(settings.warehouse, places.warehouse)
        yield Trial(places, variables or {})
    finally:
        for left in home.iterdir():
            if left.is_symlink() or left.is_file():
                left.unlink()
            elif left.name != "logs":
                shutil.rmtree(left, ignore_errors=True)


def _share_landing(landing: Path, shared: Path) -> None:
    """The landed files under another name each, so that the next landing takes none away."""
    try:
        shutil.copytree(landing.resolve(), shared, copy_function=_link_or_copy)
    except (OSError, shutil.Error) as error:
        raise UserError(
            f"{landing} cannot be read, or a run has just landed its files anew; try again"
        ) from error


def _link_or_copy(source: str, target: str) -> None:
    """Some file systems know no second name for a file."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


@contextmanager
def _environment(settings: Settings) -> Iterator[None]:
    """What dbt reads from its environment, for as long as it works on the trial."""
    places = {
        "BATUTA_HOME": str(settings.home),
        "BATUTA_POLICY": str(settings.policy),
        "BATUTA_WAREHOUSE": str(settings.warehouse),
        LANDED: "1",
    }
    before = {name: os.environ.get(name) for name in places}
    os.environ |= places
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
