"""The project's SQL of the walk, compiled once for all tests of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.python.arbitration.companies import DAY
from tests.python.compiled_sql import Bench, compile_project


@pytest.fixture(scope="package")
def benches(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> dict[str, Bench]:
    """The project's SQL for each arbitration mode; `value` walks as `priority`, by other scores."""
    folder = tmp_path_factory.mktemp("walk")
    by_priority, by_time = (
        Bench(
            compile_project(
                folder / mode,
                "models/arbitration",
                {"as_of": f"{DAY} 06:00:00", "arbitration_mode": mode},
                parsed=parsed,
            )
        )
        for mode in ("priority", "chronological")
    )
    return {"priority": by_priority, "value": by_priority, "chronological": by_time}
