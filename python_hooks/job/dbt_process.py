"""dbt, run in this process, with its progress told and its errors put into words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from python_hooks.errors import UserError
from python_hooks.settings import Settings

Advance = Callable[[int, int | None, str], None]


@dataclass(frozen=True, slots=True)
class DbtOutcome:
    """How many nodes a dbt command finished, and what batuta's own macros said."""

    node_count: int
    said: tuple[str, ...]


def run_dbt(
    settings: Settings,
    command: Sequence[str],
    variables: Mapping[str, object],
    advance: Advance | None = None,
    *,
    manifest: Any = None,
) -> DbtOutcome:
    """Run one dbt command; raise `UserError` with what failed.

    A `manifest` of `parse_project` spares dbt the parsing, for other vars too. The database is
    free again when this returns: dbt would keep the file locked.
    """
    # dbt takes seconds to import, which the commands that need no dbt should not pay for.
    from dbt.cli.main import dbtRunner

    told = _Told(advance)
    arguments = [*command, *_options(settings, variables)]
    working_folder = os.getcwd()
    try:
        runner = dbtRunner(manifest=manifest, callbacks=[told.hear])
        result = runner.invoke(arguments)
    finally:
        os.chdir(working_folder)
        _let_go_of_database()
    if isinstance(result.exception, KeyboardInterrupt):
        raise result.exception
    if not result.success:
        raise UserError(_what_failed(result, told, settings))
    return DbtOutcome(told.done, tuple(told.said))


def parse_project(settings: Settings, variables: Mapping[str, object]) -> Any:
    """Read the dbt project once; what comes back is dbt's manifest, good for several commands."""
    from dbt.cli.main import dbtRunner

    working_folder = os.getcwd()
    try:
        result = dbtRunner().invoke(["parse", *_options(settings, variables)])
    finally:
        os.chdir(working_folder)
        _let_go_of_database()
    if not result.success:
        raise UserError(_what_failed(result, _Told(None), settings))
    return result.result


def render_text(
    settings: Settings, variables: Mapping[str, object], text: str, *, manifest: Any
) -> str:
    """What dbt makes of a text with Jinja in it."""
    from dbt.cli.main import dbtRunner

    working_folder = os.getcwd()
    try:
        command = ["compile", "--inline", text, *_options(settings, variables)]
        result = dbtRunner(manifest=manifest).invoke(command)
    finally:
        os.chdir(working_folder)
        _let_go_of_database()
    if not result.success:
        raise UserError(_what_failed(result, _Told(None), settings))
    return str(result.result.results[0].node.compiled_code)


def _options(settings: Settings, variables: Mapping[str, object]) -> list[str]:
    return [
        "--project-dir",
        str(settings.project),
        "--profiles-dir",
        str(settings.project),
        "--vars",
        json.dumps(dict(variables)),
        "--log-level",
        "none",
        # Errors with their messages; all of dbt's SQL would take a quarter of the run to write.
        "--log-level-file",
        "info",
        "--log-path",
        str(settings.home / "logs"),
        "--target-path",
        str(settings.home / "target"),
    ]


class _Told:
    """Counts the nodes that dbt says it has finished, and keeps what it says of itself."""

    def __init__(self, advance: Advance | None) -> None:
        self.advance = advance
        self.done = 0
        self.said: list[str] = []

    def hear(self, event: Any) -> None:
        name = event.info.name
        if name == "NodeFinished":
            self.done += 1
            if self.advance is not None:
                self.advance(self.done, self._total(event), event.data.node_info.node_name)
        elif event.info.msg.startswith("batuta: "):
            self.said.append(event.info.msg.removeprefix("batuta: "))

    @staticmethod
    def _total(event: Any) -> int | None:
        total = getattr(event.data, "total", 0)
        return int(total) or None


def _let_go_of_database() -> None:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()


def _what_failed(result: Any, told: _Told, settings: Settings) -> str:
    lines = []
    if result.exception is not None:
        lines.append(" ".join(str(result.exception).split()))
    failed = [
        node
        for node in getattr(result.result, "results", None) or []
        if str(node.status) in ("error", "fail", "runtime error")
    ]
    # What failed before the first model made the rest fail.
    for node in sorted(failed, key=lambda node: str(node.node.resource_type) != "operation"):
        message = " ".join(str(node.message or "").split())
        lines.append(f"{node.node.name}: {message[:300]}")
    shown = lines[:12]
    if len(lines) > len(shown):
        shown.append(f"and {len(lines) - len(shown)} more")
    return "\n  ".join(
        [
            "the build failed; nothing was published and the last good tables are as they were",
            *shown,
            f"the whole log is {settings.home / 'logs' / 'dbt.log'}",
        ]
    )
