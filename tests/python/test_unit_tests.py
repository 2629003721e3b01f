"""The unit tests that stand beside the models. A main job leaves them out: they test no data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.python.conftest import Home


def test_the_models_pass_their_unit_tests(company: Home, parsed: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home", company.raw)
    shutil.copytree(company.path, home.path, symlinks=True)

    done = home.dbt(
        "test", "--select", "test_type:unit", extra={"BATUTA_LANDED": "1"}, parsed=parsed
    )

    assert done.returncode == 0, done.stdout
    passed = re.search(r"PASS=(\d+)", done.stdout)
    assert passed and int(passed[1]) > 100, done.stdout
