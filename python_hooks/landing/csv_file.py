"""A raw CSV file, by whatever program it was exported."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from python_hooks.landing import sql
from python_hooks.landing.csv_repair import repair
from python_hooks.landing.declared import RawTable
from python_hooks.landing.matching import match_columns
from python_hooks.landing.rows import CopyRows, DeliveryProblem, Rows, UnreadableRow
from python_hooks.landing.text_encoding import UTF_8, is_packed, read_head, read_lines
from python_hooks.landing.text_scan import TextScan, scan_text

DELIMITERS = (",", ";", "\t", "|")
HEAD_BYTES = 1 << 20

# Excel may write the delimiter into a first line of its own.
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file, its dialect and its header."""

    path: Path
    headers: tuple[str, ...]
    delimiter: str
    skip_lines: int

    def copy(
        self, copy_rows: CopyRows, work: Path, connection: duckdb.DuckDBPyConnection
    ) -> tuple[int, tuple[UnreadableRow, ...]]:
        """Let DuckDB read a file that keeps the rules, and repair one that does not."""
        scan = scan_text(self.path, has_quotes=True)
        # Only one thread reads a file from its start to its end. Several begin in its middle,
        # and take an embedded line that looks like a row for one.
        connection.execute("set threads = 1")
        try:
            if self._copy_as_it_is(copy_rows, scan):
                return scan.line_count - self._lines_before_rows, ()
            return self._copy_repaired(copy_rows, scan.encoding, work / "repaired.csv")
        finally:
            connection.execute("reset threads")

    @property
    def _lines_before_rows(self) -> int:
        return self.skip_lines + 1

    def _copy_as_it_is(self, copy_rows: CopyRows, scan: TextScan) -> bool:
        """Whether DuckDB read every row. It does not always say so when it did not."""
        if scan.encoding != UTF_8 or not scan.line_end or not scan.is_closed:
            return False
        cells = tuple(f"c{position}" for position in range(len(self.headers)))
        options = (
            f"header = true, skip = {self.skip_lines}, delim = {sql.text(self.delimiter)},"
            f" new_line = {sql.text(scan.line_end.encode('unicode_escape').decode())}"
        )
        rows = Rows(_relation(self.path, cells, options), cells, "row_number() over ()")
        try:
            return copy_rows(rows) == scan.line_count - self._lines_before_rows
        except duckdb.InvalidInputException:
            return False

    def _copy_repaired(
        self, copy_rows: CopyRows, encoding: str, repaired: Path
    ) -> tuple[int, tuple[UnreadableRow, ...]]:
        width = len(self.headers)
        with repaired.open("w", encoding=UTF_8, errors="replace", newline="") as stream:
            lines = read_lines(self.path, encoding)
            unreadable = tuple(repair(lines, self.delimiter, width, self.skip_lines, stream))
        expected = scan_text(repaired, has_quotes=True).line_count
        cells = tuple(f"c{position}" for position in range(width))
        options = (
            f"header = false, delim = {sql.text(self.delimiter)}, new_line = '\\n',"
            " max_line_size = 16000000"
        )
        count = copy_rows(Rows(_relation(repaired, ("n", *cells), options), cells, "n"))
        repaired.unlink()
        if count != expected:
            raise DeliveryProblem(f"expected {expected} rows, could read {count}")
        return count, unreadable


def open_csv(path: Path, table: RawTable) -> CsvFile:
    """Of the usual delimiters, take the one by which the header names most declared columns."""
    head = read_head(path, HEAD_BYTES)
    if not head.strip():
        raise DeliveryProblem("expected a line of column names, found an empty file")
    separator = SEPARATOR_LINE.match(head)
    delimiters = (separator[1],) if separator else DELIMITERS
    if separator:
        head = head[separator.end() :]
    headers = {delimiter: _header(head, delimiter) for delimiter in delimiters}
    delimiter = max(
        delimiters,
        key=lambda d: (len(match_columns(table, headers[d]).positions), len(headers[d])),
    )
    return CsvFile(path, headers[delimiter], delimiter, skip_lines=1 if separator else 0)


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return tuple(header.strip() for header in next(reader))


def _relation(path: Path, columns: tuple[str, ...], options: str) -> str:
    types = ", ".join(f"{column}: 'VARCHAR'" for column in columns)
    return (
        f"read_csv({sql.file(path)}, auto_detect = false, parallel = false, columns = {{{types}}},"
        f" quote = '\"', escape = '\"', compression = '{'gzip' if is_packed(path) else 'none'}',"
        f" {options})"
    )
