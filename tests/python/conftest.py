"""One made-up company, built once per session; every test that reads tables shares it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from python_hooks.demo import make_company

ROOT = Path(__file__).parents[2]
# Public data that some tests read where it is there; the project holds none of it.
SAMPLE_DATA = Path(os.environ.get("BATUTA_SAMPLE_DATA", ROOT.parent / "shared" / "data"))

# A test process of xdist has no main file. Where pyspark is installed and Great Expectations looks
# for it, pyspark would take that for its own doctests, and leave.
if not hasattr(sys.modules["__main__"], "__file__"):
    sys.ps1 = ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files in an order in which test processes seldom wait for each other.

    One file that builds the company, then those that need none, then the others that do, and at
    the end the quick ones, which come out even.
    """
    of_company = [item.path for item in items if "company" in getattr(item, "fixturenames", ())]

    def rank(item: pytest.Item) -> int:
        if "python_hooks" in item.path.parts:
            return 3
        if item.path not in of_company:
            return 1
        return 0 if item.path == of_company[0] else 2

    items.sort(key=rank)


@dataclass(frozen=True, slots=True)
class Home:
    """One installation's generated files, and a way to run commands in it."""

    path: Path
    raw: Path

    @property
    def warehouse(self) -> Path:
        return self.path / "warehouse.duckdb"

    def env(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        return (
            {k: v for k, v in os.environ.items() if not k.startswith(("BATUTA_", "DBT_"))}
            | {
                "BATUTA_HOME": str(self.path),
                "BATUTA_RAW": str(self.raw),
                "DBT_TARGET_PATH": str(self.path / "target"),
                "DBT_LOG_PATH": str(self.path / "logs"),
                "DBT_PROFILES_DIR": str(ROOT),
                "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
                "PYTHONPATH": str(ROOT),
            }
            | dict(extra or {})
        )

    def batuta(
        self, *arguments: str, extra: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return self._run(["-m", "python_hooks", *arguments], extra)

    def dbt(
        self, *arguments: str, extra: Mapping[str, str] | None = None, parsed: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """dbt as a scheduler calls it; with the fixture `parsed`, without reading the project."""
        program = ["tests.python.parsed_dbt", str(parsed)] if parsed else ["dbt.cli.main"]
        return self._run(["-m", *program, *arguments], extra)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def _run(
        self, arguments: list[str], extra: Mapping[str, str] | None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.env(extra),
            text=True,
            capture_output=True,
            check=False,
        )


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Home:
    """A made-up company of 400 people and 300 days, decided and published for its last day.

    Several test processes share one: the first to come builds it, the others wait.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "company with spaces"
    home = Home(folder / "home", folder / "raw")
    with FileLock(f"{folder}.lock"):
        if not (folder / "built").exists():
            make_company(home.raw, customers=400, days=300, seed=7)
            done = home.batuta("run")
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / "built").touch()
    return home


@pytest.fixture(scope="session")
def parsed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The project as dbt has read it, once for all test processes."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "parsed"
    home = Home(folder, folder / "raw")
    read = folder / "target" / "partial_parse.msgpack"
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").exists():
            folder.mkdir(exist_ok=True)
            done = home.dbt("parse")
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / "done").touch()
    return read


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Home]:
    """The same raw files, built and published by DuckDB and by Spark."""
    folder = tmp_path_factory.mktemp("engines")
    make_company(folder / "raw", customers=300, days=150, seed=11)
    homes = Home(folder / "duckdb", folder / "raw"), Home(folder / "spark", folder / "raw")
    variables = json.dumps({"as_of": "2026-07-01 04:00:00", "publish": True})
    for home, target in zip(homes, ("duckdb", "spark"), strict=True):
        landed = home.batuta("land")
        assert landed.returncode == 0, landed.stdout
        built = home.dbt(
            "build", "--target", target, "--vars", variables,
            "--resource-type", "model", "seed", "--threads", "3",
            extra={"BATUTA_LANDED": "1"},
        )  # fmt: skip
        assert built.returncode == 0, built.stdout[-6000:]
    return homes


@pytest.fixture
def warehouse(company: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The company's warehouse, read-only."""
    connection = duckdb.connect(str(company.warehouse), read_only=True)
    yield connection
    connection.close()
