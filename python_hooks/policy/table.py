"""Reads policy files the way people save them, and says where a file cannot be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from python_hooks.policy.files import FILES
from python_hooks.policy.finding import Finding, Severity
from python_hooks.policy.shapes import Shape
from python_hooks.policy.suggest import did_you_mean

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells by column, without spaces around them."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell, empty where the column is missing."""
        return self.cells.get(column, "")

    def finding(
        self, column: str, message: str, suggestion: str = "", severity: Severity = "error"
    ) -> Finding:
        """Say what is wrong with one of its cells."""
        return Finding(self.file, self.line, column, severity, message, suggestion)

    def warning(self, column: str, message: str, suggestion: str = "") -> Finding:
        """Say what is odd about one of its cells."""
        return self.finding(column, message, suggestion, "warning")


@dataclass(frozen=True, slots=True)
class Table:
    """One policy file; an absent one is empty."""

    shape: Shape
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """All policy files of a folder."""

    tables: Mapping[str, Table] = field(default_factory=dict)

    def __getitem__(self, file: str) -> tuple[Row, ...]:
        """Return the rows of a file."""
        return self.tables[file].rows

    def has(self, file: str) -> bool:
        """Whether the file has rows."""
        return bool(self.tables[file].rows)


def read_policy(folder: Path) -> Policy:
    """Read every known file of the folder."""
    return Policy({shape.file: read_table(folder, shape) for shape in FILES})


def read_table(folder: Path, shape: Shape) -> Table:
    """Read one file; what cannot be read becomes findings, the rest becomes rows."""
    path = folder / shape.file
    if not path.is_file():
        return Table(shape, is_absent=True)
    text = decode(path.read_bytes())
    delimiter = guess_delimiter(text, shape)
    findings: list[Finding] = []
    records: list[tuple[int, list[str]]] = []
    try:
        for line, record in _records(text, delimiter):
            records.append((line, record))
    except csv.Error as error:
        line = records[-1][0] + 1 if records else 1
        findings.append(Finding(shape.file, line, "", "error", f"unreadable from here on: {error}"))
    if not records:
        message = f"has no header; expected {','.join(shape.column_names)}"
        findings.append(Finding(shape.file, 1, "", "error", message))
        return Table(shape, findings=tuple(findings))
    header_line, header = records[0]
    columns = [cell.strip() for cell in header]
    findings += _header_findings(shape, header_line, columns)
    rows: list[Row] = []
    for line, record in records[1:]:
        if len(record) != len(columns):
            findings.append(_width_finding(shape, line, len(record), len(columns)))
        cells = {column: cell.strip() for column, cell in zip(columns, record, strict=False)}
        rows.append(Row(shape.file, line, cells))
    return Table(shape, tuple(rows), tuple(findings))


def decode(content: bytes) -> str:
    """Decode as UTF-8, with or without byte-order mark, else UTF-16, else Latin-1."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def guess_delimiter(text: str, shape: Shape) -> str:
    """Return the delimiter by which the first line names most of the expected columns."""
    first_line = text.lstrip("\r\n").partition("\n")[0]

    def known_columns(delimiter: str) -> int:
        cells = (cell.strip().strip('"') for cell in first_line.split(delimiter))
        return len(set(cells) & set(shape.column_names))

    return max(DELIMITERS, key=known_columns)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not blank with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins_on = 1
    for record in reader:
        if any(cell.strip() for cell in record):
            yield begins_on, record
        begins_on = reader.line_num + 1


def _header_findings(shape: Shape, line: int, columns: list[str]) -> Iterator[Finding]:
    missing = [column for column in shape.column_names if column not in columns]
    for position, column in enumerate(columns):
        if column not in shape.column_names:
            message = f"unknown column '{column}'" if column else "a column has no name"
            yield Finding(shape.file, line, column, "error", message, did_you_mean(column, missing))
        elif column in columns[:position]:
            yield Finding(shape.file, line, column, "error", f"column '{column}' stands here twice")
    for column in missing:
        yield Finding(shape.file, line, column, "error", f"missing column '{column}'")


def _width_finding(shape: Shape, line: int, found: int, expected: int) -> Finding:
    hint = "a text with a comma in it needs quotes around it" if found > expected else ""
    message = f"{found} cells, but the header has {expected} columns"
    return Finding(shape.file, line, "", "error", message, hint)
