"""What stands in each cell by itself: type, range, known words and names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.names import Names, known_names
from python_hooks.policy.patterns import pattern_fault
from python_hooks.policy.shapes import Column, Shape
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import (
    as_boolean,
    as_date,
    as_number,
    as_time,
    as_whole,
    date_hint,
    items,
    number_hint,
)

FORMULA_STARTS = ("=", "+", "-", "@")
# Line breaks and tabs stand in texts; what else steers a terminal stands nowhere.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def check_cells(policy: Policy) -> Iterator[Finding]:
    """Check every cell of every file against its column.

    Names are looked up only where the files that hold them could all be read.
    """
    known = known_names(policy) if policy.is_whole else {}
    for table in policy.tables.values():
        for row in table.rows:
            if row.is_whole:
                yield from check_row(row, table.shape, known)


def check_row(row: Row, shape: Shape, known: dict[str, Names]) -> Iterator[Finding]:
    """Check every cell of one row."""
    for column in shape.columns:
        if column.name in row.cells:
            yield from _check_cell(row, column, known)


def _check_cell(row: Row, column: Column, known: dict[str, Names]) -> Iterator[Finding]:
    cell = row[column.name]
    if not cell:
        if column.required:
            hint = column.empty or ("true or false" if column.kind == "boolean" else "")
            yield row.finding(column.name, "is empty and must not be", hint)
        return
    if column.values and cell in column.values:
        return
    yield from _check_characters(row, column)
    if column.kind in ("whole", "number"):
        yield from _check_number(row, column)
    elif column.kind == "boolean" and as_boolean(cell) is None:
        yield row.finding(column.name, f"'{cell}' is neither true nor false")
    elif column.kind == "date" and as_date(cell) is None:
        yield row.finding(column.name, f"'{cell}' is not a date", date_hint(cell))
    elif column.kind == "time" and as_time(cell) is None:
        words = ", ".join((*column.values, "or hh:mm")) if column.values else "hh:mm"
        yield row.finding(column.name, f"'{cell}' is not a time", f"write {words}")
    elif column.kind == "pattern":
        fault = pattern_fault(cell)
        if fault:
            yield row.finding(column.name, f"'{cell}' {fault}")
    elif column.kind == "name" and column.values:
        message = f"unknown {column.name} '{cell}'"
        yield row.finding(column.name, message, did_you_mean(cell, column.values))
    elif column.kind == "name":
        yield from _check_names(row, column, known)


def _check_characters(row: Row, column: Column) -> Iterator[Finding]:
    cell = row[column.name]
    if cell.lower() == "null":
        hint = "leave the cell empty, or write something else"
        yield row.finding(column.name, f"'{cell}' is loaded as an empty cell", hint)
    if CONTROL.search(cell) or (column.kind == "name" and not cell.isprintable()):
        message = f"'{cell}' has a character in it that nobody sees"
        yield row.finding(column.name, message, "type it anew")
    if cell.startswith(FORMULA_STARTS) and as_number(cell) is None:
        message = f"begins with '{cell[0]}': a spreadsheet would run it as a formula"
        yield row.warning(column.name, message)


def _check_number(row: Row, column: Column) -> Iterator[Finding]:
    cell = row[column.name]
    value = as_number(cell)
    if value is None:
        yield row.finding(column.name, f"'{cell}' is not a number", number_hint(cell))
    elif column.kind == "whole" and as_whole(cell) is None:
        yield row.finding(column.name, f"'{cell}' is not a whole number")
    elif column.is_positive and value <= 0:
        yield row.finding(column.name, f"{cell} is not above 0")
    elif column.minimum is not None and value < column.minimum:
        yield row.finding(column.name, f"{cell} is below {column.minimum}")
    elif column.maximum is not None and value > column.maximum:
        yield row.finding(column.name, f"{cell} is above {column.maximum}")
    elif value == 0 and column.zero:
        yield row.warning(column.name, column.zero)


def _check_names(row: Row, column: Column, known: dict[str, Names]) -> Iterator[Finding]:
    cell = row[column.name]
    parts = items(cell) if column.is_list else (cell,)
    if not column.is_list and "|" in cell:
        yield row.finding(column.name, f"'{cell}' contains '|', which separates lists")
        return
    for position, part in enumerate(parts):
        if part != part.strip() or not part:
            message = f"'{cell}' has spaces or nothing between two '|'"
            yield row.finding(column.name, message, f"did you mean '{tidy(cell)}'?")
        elif part in parts[:position]:
            yield row.finding(column.name, f"'{part}' stands in the list twice")
        elif column.refers_to in known and part not in known[column.refers_to].known:
            yield unknown_name(row, column.name, column.refers_to, part, known[column.refers_to])


def unknown_name(row: Row, column: str, kind: str, word: str, names: Names) -> Finding:
    """Report a name that stands nowhere."""
    hint = did_you_mean(word, names.known) or f"it is not in {names.home}"
    return row.finding(column, f"unknown {kind} '{word}'", hint, names.severity)


def tidy(cell: str) -> str:
    """Return a list as it should have been written."""
    return "|".join(part.strip() for part in cell.split("|") if part.strip())
