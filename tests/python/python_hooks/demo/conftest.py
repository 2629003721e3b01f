"""One small company for all tests of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from python_hooks.demo import CompanySummary, make_company


@dataclass(frozen=True)
class Company:
    """A company on disk, and a connection that reads it."""

    made: CompanySummary
    connection: duckdb.DuckDBPyConnection

    def table(self, source: str, name: str, delivery: str = "*") -> str:
        """SQL that reads a raw table, every column as text, or some of its deliveries."""
        folder = self.made.raw / source / name
        if not folder.is_dir():
            return f"read_csv('{folder}.csv', all_varchar = true)"
        suffix = max(folder.iterdir(), key=lambda path: path.name.startswith("part-")).suffix
        files = f"'{folder}/{delivery}{suffix}'"
        if suffix == ".parquet":
            return f"read_parquet({files})"
        if suffix == ".csv":
            return f"read_csv({files}, all_varchar = true, max_line_size = 4000000)"
        return f"read_json({files}, format = 'newline_delimited')"

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return self.connection.execute(query).fetchall()

    def one(self, query: str) -> int:
        found = self.connection.execute(query).fetchone()
        assert found is not None
        return int(found[0])

    def truth(self, name: str) -> str:
        return f"read_parquet('{self.made.truth / name}.parquet')"


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    folder: Path = tmp_path_factory.mktemp("company") / "raw"
    made = make_company(folder, customers=1500, days=220, seed=7)
    return Company(made, duckdb.connect())
