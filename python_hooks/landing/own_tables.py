"""What the landing tells SQL about itself, as landed tables like any other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from python_hooks.landing.declared import OWN_SOURCE, RawColumn, RawTable
from python_hooks.landing.discovery import Delivery
from python_hooks.landing.report import LandedDelivery
from python_hooks.landing.rows import UnreadableRow

DELIVERIES = RawTable(
    source_name=OWN_SOURCE,
    name="deliveries",
    files=(),
    columns=tuple(
        RawColumn(name)
        for name in (
            "source_name",
            "table_name",
            "delivery",
            "delivery_number",
            "content_hash",
            "row_count",
        )
    ),
)
UNREADABLE_ROWS = RawTable(
    source_name=OWN_SOURCE,
    name="unreadable_rows",
    files=(),
    columns=tuple(
        RawColumn(name)
        for name in ("source_name", "table_name", "delivery", "row_number", "reason")
    ),
)
TABLES = (DELIVERIES, UNREADABLE_ROWS)


def write_deliveries(deliveries: Sequence[LandedDelivery], generation: Path) -> None:
    """Which deliveries stand in the landing."""
    rows = [
        [
            delivery.source_name,
            delivery.table_name,
            delivery.delivery,
            str(delivery.delivery_number),
            delivery.content_hash,
            str(delivery.row_count),
        ]
        for delivery in deliveries
    ]
    _write(DELIVERIES, rows, generation / OWN_SOURCE / DELIVERIES.name / "deliveries.parquet")


def write_unreadable_rows(
    delivery: Delivery, unreadable: Sequence[UnreadableRow], generation: Path, file_name: str
) -> str:
    """The file below the landing, or nothing where every row could be read."""
    if not unreadable:
        return ""
    table = delivery.table
    rows = [
        [table.source_name, table.name, delivery.name, str(row.row_number), row.reason]
        for row in unreadable
    ]
    file = f"{OWN_SOURCE}/{UNREADABLE_ROWS.name}/{table.source_name}__{table.name}__{file_name}"
    _write(UNREADABLE_ROWS, rows, generation / file)
    return file


def _write(table: RawTable, rows: Sequence[Sequence[str]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    columns: dict[str, pa.Array] = {
        column.name: pa.array([row[position] for row in rows], pa.string())
        for position, column in enumerate(table.columns)
    }
    columns["_delivery"] = pa.array([OWN_SOURCE] * len(rows), pa.string())
    columns["_delivery_number"] = pa.array([1] * len(rows), pa.int64())
    columns["_row_number"] = pa.array(range(1, len(rows) + 1), pa.int64())
    pq.write_table(pa.table(columns), path, compression="zstd")
