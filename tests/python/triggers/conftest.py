"""The trigger room's compiled SQL, and what it reads."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from tests.python.compiled_sql import Bench, CompiledProject, compile_project
from tests.python.conftest import ROOT

AS_OF = datetime(2026, 3, 31, 6, 0)
MODELS = " ".join(
    f"path:models/{room}" for room in ("staging/segment", "activity", "behaviour", "triggers")
)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> CompiledProject:
    return compile_project(
        tmp_path_factory.mktemp("triggers"),
        MODELS,
        {"as_of": str(AS_OF), "business_time_zone": "UTC"},
        parsed=parsed,
    )


@pytest.fixture(scope="module")
def bench(project: CompiledProject) -> Bench:
    return Bench(project)


def shipped_rows(file: str) -> list[dict[str, object]]:
    """The rows of a file of the project's own; an empty cell is no value."""
    with (ROOT / file).open(encoding="utf-8", newline="") as stream:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(stream)]
