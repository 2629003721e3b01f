"""Reads a CSV file the way people save it: any usual encoding, any usual separator."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record that is not blank, and the line it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """From which line on a file cannot be read, and why."""

    line: int
    reason: str


def decode(content: bytes) -> str:
    """Decode as UTF-8 or UTF-16 by the byte-order mark, else UTF-8, Windows-1252 or Latin-1."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def guess_delimiter(text: str, columns: Iterable[str]) -> str:
    """Return the delimiter by which the first line names most of the expected columns."""
    first_line = text.lstrip("\r\n").partition("\n")[0]
    expected = set(columns)

    def known_columns(delimiter: str) -> int:
        cells = (cell.strip().strip('"').strip() for cell in first_line.split(delimiter))
        return len(set(cells) & expected)

    return max(DELIMITERS, key=known_columns)


def read_records(text: str, delimiter: str) -> tuple[list[Record], Fault | None]:
    """Return the records without spaces around their cells, up to the first unreadable one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[Record] = []
    begins_on = 1
    try:
        for record in reader:
            cells = tuple(cell.strip() for cell in record)
            if any(cells):
                records.append(Record(begins_on, cells))
            begins_on = reader.line_num + 1
    except csv.Error as error:
        return records, Fault(begins_on, str(error))
    return records, None
