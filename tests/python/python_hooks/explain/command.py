"""`batuta explain` called in this process, on a copy of the company with a few changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from python_hooks.__main__ import main
from tests.python.conftest import Home

Command = Callable[..., tuple[int, str]]


def changed_copy(company: Home, folder: Path, changes: str) -> Home:
    """The company in a home of its own, after the SQL statements."""
    home = Home(folder / "home", company.raw)
    home.path.mkdir()
    shutil.copyfile(company.warehouse, home.warehouse)
    with duckdb.connect(str(home.warehouse)) as connection:
        for statement in changes.split(";\n"):
            connection.execute(statement)
    return home


def caller(
    what: str, home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Calls `batuta explain <what>`; gives its exit code and what it printed."""
    monkeypatch.setenv("BATUTA_HOME", str(home.path))

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["explain", what, *arguments])
        printed = capsys.readouterr()
        assert printed.err == ""
        return code, printed.out

    return call


def told(explain: Command, *arguments: str) -> dict[str, Any]:
    """What the command answers to tools."""
    code, printed = explain(*arguments, "--json")
    assert code == 0, printed
    answer = json.loads(printed)
    assert isinstance(answer, dict)
    return answer
