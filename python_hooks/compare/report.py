"""What a comparison leaves behind: a page for people and tables for analysts."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from python_hooks.compare.comparison import Comparison
from python_hooks.compare.page import page_of
from python_hooks.landing import sql
from python_hooks.settings import Settings

# The queries of the files that are kept: whole tables, in an order of their own.
TABLES = {
    "compare_contacts.parquet": "from contacts_matched order by side, day, decision_id",
    "compare_outcomes.parquet": "from outcomes order by all",
    "compare_summary.parquet": "from summary order by dimension, value",
}


@dataclass(frozen=True, slots=True)
class Report:
    """Where a comparison lies: a folder with its page and its tables."""

    folder: Path

    @property
    def page(self) -> Path:
        """The page; one file that needs no other."""
        return self.folder / "compare.html"


def write_report(
    settings: Settings, collection: duckdb.DuckDBPyConnection, comparison: Comparison
) -> Report:
    """Write the folder beside its place, then put it there; the same comparison is replaced."""
    place = settings.reports / "compare" / folder_name(comparison)
    making = place.with_name(f".{place.name}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        for name, query in TABLES.items():
            target = sql.text(str(making / name))
            collection.execute(f"copy (select * {query}) to {target} (format parquet)")
        (making / "compare.html").write_text(page_of(comparison), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        os.replace(making, place)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Report(place)


def folder_name(comparison: Comparison) -> str:
    """Days and sides in a name that every file system takes."""
    first, last = comparison.days[0].date, comparison.days[-1].date
    span = f"{first}" if first == last else f"{first}_{last}"
    words = [re.sub(r"[^a-z0-9]+", "-", side.label.lower()).strip("-") for side in comparison.sides]
    a, b = (word[-40:].strip("-") or "policy" for word in words)
    return f"{span}_{a}_vs_{b}"
