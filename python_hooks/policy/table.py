"""The policy files as tables, and what is wrong with the files themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.policy.files import FILES
from python_hooks.policy.finding import Finding, Severity
from python_hooks.policy.records import Record, decode, guess_delimiter, read_records
from python_hooks.policy.shapes import Shape
from python_hooks.policy.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells by column, without spaces around them.

    is_whole  false where it has more or fewer cells than the header, so that they may be shifted
    """

    file: str
    line: int
    cells: Mapping[str, str]
    is_whole: bool = True

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
    """One policy file; an absent one is empty.

    is_partial  something of it could not be read, so nobody knows what it really says
    """

    shape: Shape
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_absent: bool = False
    is_partial: bool = False


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

    @property
    def is_whole(self) -> bool:
        """Whether every file that must be there, or is there, could be read."""
        return not any(
            table.is_partial or (table.is_absent and table.shape.is_required)
            for table in self.tables.values()
        )


def read_policy(folder: Path) -> Policy:
    """Read every known file of the folder."""
    try:
        if not folder.is_dir():
            raise UserError(f"policy folder {folder} is not there")
    except OSError as error:
        raise UserError(f"policy folder {folder} cannot be read: {error.strerror}") from error
    return Policy({shape.file: read_table(folder, shape) for shape in FILES})


def read_table(folder: Path, shape: Shape) -> Table:
    """Read one file; what cannot be read becomes findings, the rest becomes rows."""
    path = folder / shape.file
    try:
        if not path.is_file():
            return _without_file(path, shape)
        text = decode(path.read_bytes())
    except OSError as error:
        return _unread(shape, 0, f"cannot be read: {error.strerror or error}")
    records, fault = read_records(text, guess_delimiter(text, shape.column_names))
    findings: list[Finding] = []
    if fault:
        message = f"unreadable from here on: {fault.reason}"
        findings.append(Finding(shape.file, fault.line, "", "error", message))
    if not records:
        expected = f"expected {','.join(shape.column_names)}"
        findings.append(Finding(shape.file, 1, "", "error", f"has no header; {expected}"))
        return Table(shape, findings=tuple(findings), is_partial=True)
    findings += _header_findings(shape, records[0])
    if any(column not in records[0].cells for column in shape.column_names):
        return Table(shape, findings=tuple(findings), is_partial=True)
    rows: list[Row] = []
    for record in records[1:]:
        is_whole = len(record.cells) == len(records[0].cells)
        if not is_whole:
            findings.append(_width_finding(shape, record, len(records[0].cells)))
        cells = dict(zip(records[0].cells, record.cells, strict=False))
        rows.append(Row(shape.file, record.line, cells, is_whole))
    return Table(shape, tuple(rows), tuple(findings), is_partial=fault is not None)


def _without_file(path: Path, shape: Shape) -> Table:
    if path.is_symlink() and not path.exists():
        return _unread(shape, 0, "is a link to a file that is not there")
    if path.exists():
        return _unread(shape, 0, "is not a file")
    return Table(shape, is_absent=True)


def _unread(shape: Shape, line: int, message: str) -> Table:
    finding = Finding(shape.file, line, "", "error", message)
    return Table(shape, findings=(finding,), is_partial=True)


def _header_findings(shape: Shape, header: Record) -> Iterator[Finding]:
    columns = header.cells
    missing = [column for column in shape.column_names if column not in columns]
    found = len(shape.columns) - len(missing)
    if found < len(missing):
        message = f"names {found} of its {len(shape.columns)} columns"
        expected = f"expected {','.join(shape.column_names)}"
        yield Finding(shape.file, header.line, "", "error", f"the header {message}; {expected}")
        return
    for position, column in enumerate(columns):
        if column not in shape.column_names:
            message = f"unknown column '{column}'" if column else "a column has no name"
            hint = did_you_mean(column, missing)
            yield Finding(shape.file, header.line, column, "error", message, hint)
        elif column in columns[:position]:
            message = f"column '{column}' stands here twice"
            yield Finding(shape.file, header.line, column, "error", message)
    for column in missing:
        yield Finding(shape.file, header.line, column, "error", f"missing column '{column}'")


def _width_finding(shape: Shape, record: Record, expected: int) -> Finding:
    found = len(record.cells)
    hint = "a text with a comma in it needs quotes around it" if found > expected else ""
    message = f"{found} cells, but the header has {expected} columns"
    return Finding(shape.file, record.line, "", "error", message, hint)
