"""The till's other deliveries: receipts typed in by hand, and invoices that arrive again."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.demo.dirt import DirtCounts
from python_hooks.demo.dirt_rules import KEPT, QUARANTINED, SUPERSEDED

HEADER = (
    "Invoice",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "Price",
    "Customer ID",
    "Country",
)
TIMES = (
    ("time as yyyy-mm-dd", "%Y-%m-%d %H:%M"),
    ("time as dd/mm/yyyy", "%d/%m/%Y %H:%M"),
    ("time as dd.mm.yyyy", "%d.%m.%Y %H:%M"),
)
SPOILT = ("missing key", "quantity as text", "missing quantity", "impossible time")


def redelivered(rng: np.random.Generator, rows: pa.Table, counts: DirtCounts) -> pa.Table:
    """Whole invoices that a later delivery brings again, their first line corrected."""
    invoices = pc.unique(rows["Invoice"].combine_chunks())
    chosen = invoices.filter(pa.array(rng.random(len(invoices)) < 0.006))
    again = rows.filter(pc.is_in(rows["Invoice"], value_set=chosen))
    counts.add("pos", "receipt_lines", "delivered again", SUPERSEDED, again.num_rows)
    return again


def write_by_hand(
    rng: np.random.Generator, rows: pa.Table, path: Path, block: int, counts: DirtCounts
) -> int:
    """A semicolon-separated Latin-1 file of anonymous receipts, some unreadable; its row count."""
    if not rows.num_rows:
        return 0
    count = min(rows.num_rows, max(12, int(rows.num_rows * 0.004)))
    chosen = np.sort(rng.choice(rows.num_rows, count, replace=False))
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for number, row in enumerate(rows.take(pa.array(chosen)).to_pylist()):
        kind, cells = _typed(number, 7_000_000_000 + block * 100_000 + number, row)
        is_spoilt = kind in SPOILT
        counts.add("pos", "receipt_lines", kind, QUARANTINED if is_spoilt else KEPT, 1)
        counts.add("pos", "receipt_lines", "decimal comma", KEPT, int(not is_spoilt))
        writer.writerow(cells)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue().encode("latin-1"))
    return len(chosen)


def _typed(number: int, invoice: int, row: dict[str, Any]) -> tuple[str, list[str]]:
    """What somebody made of a receipt, and what is odd about it; no day can pass for a month."""
    bought: datetime = row["InvoiceDate"]
    if bought.day < 13:
        bought -= timedelta(days=2 * bought.day)
    kind, pattern = TIMES[number % len(TIMES)]
    at = bought.strftime(pattern)
    quantity, key = str(abs(int(row["Quantity"]))), str(invoice)
    if number % 4 == 3:
        kind = SPOILT[number // 4 % len(SPOILT)]
        key = "" if kind == "missing key" else key
        quantity = {"quantity as text": "dos", "missing quantity": ""}.get(kind, quantity)
        at = "30/02/2026 10:00" if kind == "impossible time" else at
    price = 1234.56 if number % 9 == 5 else float(row["Price"])
    amount = f"{price:,.2f}".translate(str.maketrans(",.", ".,"))
    return kind, [
        key,
        row["StockCode"],
        row["Description"],
        quantity,
        at,
        amount,
        "",
        row["Country"],
    ]
