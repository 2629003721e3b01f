from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from python_hooks.landing.land import land
from python_hooks.landing.report import LandingReport
from python_hooks.settings import Settings

SOURCES = {
    "pos": """
sources:
  - name: pos
    schema: raw
    tables:
      - name: receipt_lines
        config: {meta: {files: [receipt_lines]}}
        columns:
          - name: invoice
            config: {meta: {required: true, aliases: [Invoice, InvoiceNo]}}
          - name: quantity
            config: {meta: {required: true}}
          - name: invoice_date
            config: {meta: {aliases: [InvoiceDate], fact_time: true}}
          - name: customer_id
            config: {meta: {aliases: [Customer ID]}}
""",
    "shopify": """
sources:
  - name: shopify
    schema: raw
    tables:
      - name: customers
        config: {meta: {files: [shopify_customer_data]}}
        columns:
          - name: id
            config: {meta: {required: true}}
          - name: email
          - name: note
            config: {meta: {aliases: [details.note]}}
          - name: created_at
            config: {meta: {fact_time: true}}
""",
}
PROJECT = """
vars:
  sources:
    pos: {time_zone: Europe/Madrid, date_order: day_first}
    shopify:
"""


class House:
    """A project, its raw folder and its landing, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(
            home=folder / "home",
            raw=folder / "raw",
            policy=folder / "policy",
            project=folder / "project",
        )
        for source, text in SOURCES.items():
            path = self.settings.project / f"models/staging/{source}/_{source}__sources.yml"
            path.parent.mkdir(parents=True)
            path.write_text(text)
        (self.settings.project / "dbt_project.yml").write_text(PROJECT)
        self.settings.raw.mkdir()

    def put(self, name: str, content: bytes | str) -> Path:
        path = self.settings.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def put_parquet(self, name: str, select: str) -> Path:
        path = self.settings.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        duckdb.sql(f"copy ({select}) to '{path}' (format parquet)")
        return path

    def land(self) -> LandingReport:
        return land(self.settings)

    def rows(self, table: str, columns: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        relation = duckdb.read_parquet(
            f"{self.settings.landing}/{table}/*.parquet", union_by_name=True
        )
        names = [*columns] or [c for c in relation.columns if not c.startswith("_")]
        return relation.order("_delivery_number, _row_number").select(*names).fetchall()

    def state(self) -> dict[str, bytes]:
        """Every file of the landing and its bytes."""
        landing = self.settings.landing
        files = sorted(path for path in landing.rglob("*") if path.is_file())
        return {str(path.relative_to(landing)): path.read_bytes() for path in files}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)
