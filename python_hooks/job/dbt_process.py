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
    target: str | None = None,
) -> DbtOutcome:
    """Run one dbt command; raise `UserError` with what failed.

    The database is free again when this returns: dbt would keep the file locked.
    """
    # dbt takes seconds to import, which the commands that need no dbt should not pay for.
    from dbt.cli.main import dbtRunner

    told = _Told(advance)
    arguments = [
        *command,
        "--project-dir",
        str(settings.project),
        "--profiles-dir",
        str(settings.project),
        "--vars",
        json.dumps(dict(variables)),
        "--log-level",
        "none",
        "--log-level-file",
        "debug",
        "--log-path",
        str(settings.home / "logs"),
        "--target-path",
        str(settings.home / "target"),
    ]
    if target:
        arguments += ["--target", target]
    working_folder = os.getcwd()
    try:
        result = dbtRunner(callbacks=[told.hear]).invoke(arguments)
    finally:
        os.chdir(working_folder)
        _let_go_of_database()
    if not result.success:
        raise UserError(_what_failed(result, told, settings))
    return DbtOutcome(told.done, tuple(told.said))


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
    for node in getattr(result.result, "results", None) or []:
        if str(node.status) in ("error", "fail", "runtime error"):
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
