"""Where batuta reads and writes. Built once, at the edge, and passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Settings:
    """The places of one installation.

    home    everything generated: raw/, landing/, warehouse.duckdb, published/, reports/
    raw     the raw files, one folder per source
    policy  the policy files a marketer edits
    project the dbt project
    """

    home: Path
    raw: Path
    policy: Path
    project: Path = PROJECT

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read `BATUTA_HOME`, `BATUTA_RAW` and `BATUTA_POLICY`; all places are made absolute."""
        home = Path(env.get("BATUTA_HOME") or ".batuta").absolute()
        return cls(
            home=home,
            raw=Path(env.get("BATUTA_RAW") or home / "raw").absolute(),
            policy=Path(env.get("BATUTA_POLICY") or PROJECT / "seeds").absolute(),
        )

    @property
    def warehouse(self) -> Path:
        """The DuckDB file with all tables."""
        return self.home / "warehouse.duckdb"

    @property
    def landing(self) -> Path:
        """The raw deliveries as Parquet, every column text."""
        return self.home / "landing"

    @property
    def reports(self) -> Path:
        """Pages for people."""
        return self.home / "reports"
