"""Files: Parquet, CSV and NDJSON, in parts, byte for byte the same for the same tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final

import duckdb
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

PARQUET, CSV, NDJSON = "parquet", "csv", "ndjson"
BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Format:
    """How a table's files look."""

    suffix: str
    bom: bool = False
    crlf: bool = False


FORMATS: Final[dict[tuple[str, str], Format]] = {
    ("shopify", "customers"): Format(CSV, bom=True),
    ("shopify", "products"): Format(CSV, bom=True),
    ("shopify", "product_variants"): Format(CSV, crlf=True),
    ("shopify", "inventory_items"): Format(CSV, crlf=True),
    ("shopify", "inventory_levels"): Format(CSV, crlf=True),
    ("shopify", "refunds"): Format(CSV),
    ("klaviyo", "person"): Format(CSV, bom=True),
    ("klaviyo", "metric"): Format(CSV, bom=True),
    ("klaviyo", "campaign"): Format(CSV, bom=True),
    ("klaviyo", "flow"): Format(CSV, bom=True),
    ("zendesk", "user"): Format(NDJSON),
    ("zendesk", "ticket"): Format(NDJSON),
    ("zendesk", "ticket_chat"): Format(NDJSON),
    ("zendesk", "ticket_chat_event"): Format(NDJSON),
    ("crm", "people"): Format(CSV, bom=True, crlf=True),
    ("crm", "consents"): Format(NDJSON),
    ("crm", "preferences"): Format(CSV),
    ("interactions", "touches"): Format(NDJSON),
}


def format_of(source: str, table: str) -> Format:
    """The format of a raw table; what is long is Parquet."""
    return FORMATS.get((source, table), Format(PARQUET))


class JsonLines:
    """Writes tables as NDJSON; one connection does it for all files of a folder."""

    def __init__(self) -> None:
        """Open the connection; one thread keeps the rows in order."""
        self._connection = duckdb.connect(config={"threads": 1})

    def encode(self, table: pa.Table) -> bytes:
        """The rows of a table, one JSON object per line."""
        if not table.num_rows:
            return b""
        self._connection.register("rows", table)
        found = self._connection.execute("select to_json(rows)::varchar as line from rows")
        lines: list[str] = found.to_arrow_table()["line"].to_pylist()
        self._connection.unregister("rows")
        return ("\n".join(lines) + "\n").encode()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@dataclass
class Part:
    """One open file that grows table by table."""

    path: Path
    form: Format
    json: JsonLines
    rows: int = 0
    _file: BinaryIO | None = None
    _parquet: pq.ParquetWriter | None = None

    def write(self, table: pa.Table) -> None:
        """Add rows; the first ones open the file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.rows += table.num_rows
        if self.form.suffix == PARQUET:
            if self._parquet is None:
                self._parquet = pq.ParquetWriter(self.path, table.schema, compression="snappy")
            self._parquet.write_table(table, row_group_size=250_000)
            return
        is_new = self._file is None
        if self._file is None:
            self._file = self.path.open("wb")
            if self.form.bom:
                self._file.write(BOM)
        self._file.write(
            _csv(table, is_new, self.form.crlf)
            if self.form.suffix == CSV
            else self.json.encode(table)
        )

    def close(self) -> None:
        """Finish the file."""
        if self._parquet is not None:
            self._parquet.close()
        if self._file is not None:
            self._file.close()


@dataclass
class RawFolder:
    """The raw folder of a company: `<source>/<table>/<delivery>.<suffix>`."""

    root: Path
    open_parts: dict[tuple[str, str, str], Part] = field(default_factory=dict)
    row_counts: dict[tuple[str, str], int] = field(default_factory=dict)
    file_count: int = 0
    json: JsonLines = field(default_factory=JsonLines)

    def write(self, source: str, table: str, delivery: str, rows: pa.Table) -> None:
        """Add rows to a delivery, that is opened at its first rows."""
        key = (source, table, delivery)
        self.row_counts[source, table] = self.row_counts.get((source, table), 0) + rows.num_rows
        if key not in self.open_parts:
            form = format_of(source, table)
            self.open_parts[key] = Part(
                self.root / source / table / f"{delivery}.{form.suffix}", form, self.json
            )
            self.file_count += 1
        self.open_parts[key].write(rows)

    def write_whole(self, source: str, table: str, rows: pa.Table) -> None:
        """A small table as one file without a folder."""
        form = format_of(source, table)
        part = Part(self.root / source / f"{table}.{form.suffix}", form, self.json)
        part.write(rows)
        part.close()
        self.row_counts[source, table] = rows.num_rows
        self.file_count += 1

    def add_file(self, source: str, table: str, rows: int) -> None:
        """Count a file that somebody else wrote."""
        self.file_count += rows > 0
        self.row_counts[source, table] = self.row_counts.get((source, table), 0) + rows

    def close_parts(self) -> None:
        """Finish every open file; the next rows begin new ones."""
        for part in self.open_parts.values():
            part.close()
        self.open_parts.clear()

    def __enter__(self) -> RawFolder:
        """Open the folder."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish every open file."""
        self.close_parts()
        self.json.close()


def _csv(table: pa.Table, with_header: bool, crlf: bool) -> bytes:
    buffer = BytesIO()
    if with_header:
        buffer.write((",".join(table.column_names) + "\n").encode())
    pa_csv.write_csv(table, buffer, pa_csv.WriteOptions(include_header=False))
    content = buffer.getvalue()
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if crlf else content
