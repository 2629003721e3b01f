"""Saves what can be read of a CSV file that breaks the rules, and names what cannot."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TextIO

from python_hooks.landing.rows import UnreadableRow

# A cell longer than this in a broken file is taken for a quote that is never closed.
CELL_LIMIT = 4_000_000

# The reader's words, in a user's.
FAULTS = {
    "unexpected end of data": "a quote is never closed",
    f"field larger than field limit ({CELL_LIMIT})": "a quote is never closed",
}


def repair(
    lines: Iterable[str], delimiter: str, width: int, skip_lines: int, repaired: TextIO
) -> Iterator[UnreadableRow]:
    """Write the readable rows to `repaired`, each after its row number; yield the others.

    A row that cannot be read costs itself only: reading goes on at the next line, so that a
    quote that is never closed does not swallow the rows after it.
    """
    previous_limit = csv.field_size_limit(CELL_LIMIT)
    try:
        yield from _repair(_Lines(lines), delimiter, width, skip_lines, repaired)
    finally:
        csv.field_size_limit(previous_limit)


def _repair(
    lines: _Lines, delimiter: str, width: int, skip_lines: int, repaired: TextIO
) -> Iterator[UnreadableRow]:
    writer = csv.writer(repaired, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for _ in range(skip_lines):
        lines.take()
    next(csv.reader(lines.record(), delimiter=delimiter), None)
    row_number = 0
    while (first := lines.peek()) is not None:
        if not first.strip() and delimiter not in first:
            lines.take()
            continue
        row_number += 1
        if '"' not in first and first.count(delimiter) == width - 1:
            lines.take()
            line = first.rstrip("\r\n")
            repaired.write(f"{row_number}{delimiter}{line}\n")
            continue
        line_number = lines.number + 1
        row, fault = _read_row(lines, delimiter, spaced=f'{delimiter} "' in first)
        if not fault and (len(row) < width or any(row[width:])):
            fault = f"{len(row)} cells, expected {width}"
        if fault:
            lines.keep_only_first()
            yield UnreadableRow(row_number, f"line {line_number}: {fault}")
        else:
            writer.writerow([row_number, *row[:width]])


def _read_row(lines: _Lines, delimiter: str, *, spaced: bool) -> tuple[list[str], str]:
    reader = csv.reader(lines.record(), delimiter=delimiter, strict=True, skipinitialspace=spaced)
    try:
        return next(reader), ""
    except csv.Error as error:
        return [], FAULTS.get(str(error), str(error))


class _Lines:
    """Lines that can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = _split_at_any_line_end(lines)
        self._returned: deque[str] = deque()
        self._record: list[str] = []
        self.number = 0

    def peek(self) -> str | None:
        if not self._returned:
            line = next(self._lines, None)
            if line is None:
                return None
            self._returned.append(line)
        return self._returned[0]

    def take(self) -> str | None:
        line = self.peek()
        if line is not None:
            self._returned.popleft()
            self.number += 1
        return line

    def record(self) -> Iterator[str]:
        """Lines for as long as a reader asks for more of the same record."""
        self._record = []
        while (line := self.take()) is not None:
            self._record.append(line)
            yield line

    def keep_only_first(self) -> None:
        """Give back all but the first line of the record."""
        rest = self._record[1:]
        self._returned.extendleft(reversed(rest))
        self.number -= len(rest)


def _split_at_any_line_end(lines: Iterable[str]) -> Iterator[str]:
    """Also at a bare carriage return, which old exports end their lines with."""
    for line in lines:
        if "\r" in line.removesuffix("\n").removesuffix("\r"):
            yield from _split_at_returns(line)
        else:
            yield line


def _split_at_returns(line: str) -> Iterator[str]:
    start = 0
    for position, character in enumerate(line):
        if character == "\r" and line[position + 1 : position + 2] != "\n":
            yield line[start : position + 1]
            start = position + 1
    if start < len(line):
        yield line[start:]
