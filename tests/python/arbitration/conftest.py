"""The project's SQL of the walk, compiled once for all tests of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.python.arbitration.companies import DAY
from tests.python.compiled_sql import Bench, compile_for_each


@pytest.fixture(scope="package")
def benches(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> dict[str, Bench]:
    """The project's SQL for each arbitration mode; `value` walks as `priority`, by other scores."""
    folder = tmp_path_factory.mktemp("walk")
    each = [
        {"as_of": f"{DAY} 06:00:00", "arbitration_mode": mode}
        for mode in ("priority", "chronological")
    ]
    by_priority, by_time = map(Bench, compile_for_each(folder, "models/arbitration", each, parsed))
    return {"priority": by_priority, "value": by_priority, "chronological": by_time}
