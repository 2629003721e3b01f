"""One delivery to one Parquet file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from python_hooks.landing import sql
from python_hooks.landing.csv_file import open_csv
from python_hooks.landing.declared import RawTable
from python_hooks.landing.discovery import Delivery
from python_hooks.landing.matching import ColumnMatch, match_columns
from python_hooks.landing.ndjson_file import open_ndjson
from python_hooks.landing.parquet_file import open_parquet
from python_hooks.landing.rows import DeliveryProblem, RawFile, Rows, UnreadableRow

COPY_OPTIONS = "(format parquet, compression zstd)"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A delivery that can be opened, and whose columns are known."""

    delivery: Delivery
    file: RawFile
    match: ColumnMatch


def prepare(delivery: Delivery, work: Path, connection: duckdb.DuckDBPyConnection) -> Prepared:
    """Open the file far enough to know its columns; raise what speaks against landing it."""
    file = _open(delivery, work, connection)
    match = match_columns(delivery.table, file.headers)
    # A file of JSON lines without a line has no columns to miss.
    if match.missing_required and (file.headers or delivery.format != "ndjson"):
        expected = "; ".join(" or ".join(c.headers) for c in match.missing_required)
        raise DeliveryProblem(f"expected the column {expected}; found {', '.join(file.headers)}")
    return Prepared(delivery, file, match)


def convert(
    prepared: Prepared, target: Path, work: Path, connection: duckdb.DuckDBPyConnection
) -> tuple[int, tuple[UnreadableRow, ...]]:
    """Write the rows to `target`; `work` is for passing files. Return the count, and the rest."""
    delivery = prepared.delivery

    def copy_rows(rows: Rows) -> int:
        texts = [f"{text} as c{position}" for position, text in enumerate(rows.texts)]
        texts.append(f"{rows.row_number} as n")
        columns = [
            f"{_first_filled(prepared.match, column.name)} as {sql.name(column.name)}"
            for column in delivery.table.columns
        ]
        columns += [
            f"{sql.text(delivery.name)} as _delivery",
            f"cast({delivery.number} as bigint) as _delivery_number",
            "cast(n as bigint) as _row_number",
        ]
        select = (
            f"select {', '.join(columns)} from (select {', '.join(texts)} from {rows.relation})"
        )
        return _copy(select, target, connection)

    return prepared.file.copy(copy_rows, work, connection)


def write_empty(table: RawTable, target: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """A file without rows that gives a table its columns, whether anything arrives or not."""
    types = {column.name: "varchar" for column in table.columns}
    types |= {"_delivery": "varchar", "_delivery_number": "bigint", "_row_number": "bigint"}
    columns = (f"cast(null as {type_name}) as {sql.name(n)}" for n, type_name in types.items())
    _copy(f"select {', '.join(columns)} where false", target, connection)


def _open(delivery: Delivery, work: Path, connection: duckdb.DuckDBPyConnection) -> RawFile:
    if delivery.format == "csv":
        return open_csv(delivery.path, delivery.table)
    if delivery.format == "ndjson":
        return open_ndjson(delivery.path, delivery.table, work, connection)
    return open_parquet(delivery.path, connection)


def _first_filled(match: ColumnMatch, column: str) -> str:
    filled = [sql.filled(f"c{position}") for position in match.positions.get(column, ())]
    return f"coalesce({', '.join((*filled, 'cast(null as varchar)'))})"


def _copy(select: str, target: Path, connection: duckdb.DuckDBPyConnection) -> int:
    try:
        result = connection.execute(
            f"copy ({select}) to {sql.text(str(target))} {COPY_OPTIONS}"
        ).fetchone()
    except duckdb.Error:
        target.unlink(missing_ok=True)
        raise
    return int(result[0]) if result else 0
