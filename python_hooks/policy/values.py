"""Reads what stands in a cell; None where it is something else."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation

PLAIN_NUMBER = re.compile(r"[+-]?(\d{1,14}(\.\d{0,8})?|\.\d{1,8})", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DAYS_AGO = re.compile(r"(\d{1,5}) days? ago", re.ASCII)
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def items(cell: str) -> tuple[str, ...]:
    """Return the parts of a `|`-separated list."""
    return tuple(cell.split("|")) if cell else ()


def as_number(cell: str) -> Decimal | None:
    """Read a plain decimal number."""
    if not PLAIN_NUMBER.fullmatch(cell):
        return None
    try:
        return Decimal(cell)
    except InvalidOperation:
        return None


def as_whole(cell: str) -> int | None:
    """Read a whole number, written without a point."""
    value = as_number(cell)
    return int(cell) if value is not None and "." not in cell else None


def as_boolean(cell: str) -> bool | None:
    """Read true or false, in whatever case a spreadsheet saves them."""
    return {"true": True, "false": False}.get(cell.lower())


def as_date(cell: str) -> datetime.date | None:
    """Read a day that exists."""
    if not DAY.fullmatch(cell):
        return None
    try:
        return datetime.date.fromisoformat(cell)
    except ValueError:
        return None


def as_time(cell: str) -> str | None:
    """Read a local time; the text itself sorts as the time does."""
    return cell if TIME.fullmatch(cell) else None


def as_days_ago(cell: str) -> int | None:
    """Read `<n> days ago`."""
    found = DAYS_AGO.fullmatch(cell)
    return int(found[1]) if found else None


def number_hint(cell: str) -> str:
    """Guess how a number should have been written."""
    bare = re.sub(r"[\s€$£%]", "", cell)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})*,\d+", bare, re.ASCII):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare, re.ASCII):
        bare = bare.replace(",", "")
    if as_number(bare) is None:
        return ""
    if "%" in cell:
        return f"did you mean {Decimal(bare) / 100}?"
    return f"did you mean {bare}?"


def date_hint(cell: str) -> str:
    """Guess how a day should have been written."""
    parts = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", cell, re.ASCII)
    if parts:
        day, month, year = (int(part) for part in parts.groups())
        guess = f"{year:04d}-{month:02d}-{day:02d}"
        if as_date(guess) and day > 12:
            return f"did you mean {guess}?"
    return "write it like 2026-01-31"
