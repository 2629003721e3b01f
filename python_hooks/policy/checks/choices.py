"""Conditions that contradict each other: choices of which nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from operator import ge, gt, le, lt

from python_hooks.policy.attributes import AUDIENCE_ATTRIBUTES
from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Row
from python_hooks.policy.values import as_number, items

OR = "use another any_of number for OR"
COMPARED = {"<": lt, "<=": le, ">": gt, ">=": ge}


def check_choices(rows: list[Row]) -> Iterator[Finding]:
    """Report AND-ed rows of one attribute that leave no value to choose, or want it unknown."""
    yield from _check_unknown(rows)
    chosen = [row for row in rows if row["operator"] in ("=", "in") and row["value"]]
    if not chosen or len(rows) == 1:
        return
    # What an `=` says of a range is compared with the ranges.
    is_listed = all(row["operator"] == "in" for row in chosen)
    left = set.intersection(*(set(_values(row)) for row in chosen))
    for row in rows:
        left = {value for value in left if _is_left(value, row, is_listed)}
    if not left:
        lines = ", ".join(str(row.line) for row in rows[:-1])
        message = f"never holds together with line {lines}: no {rows[0]['attribute']} is left"
        yield rows[-1].warning("value", message, OR)


def canonical(row: Row, cell: str) -> str:
    """Return a value as the row compares it: numbers as numbers, the rest in lower case."""
    is_number = AUDIENCE_ATTRIBUTES.get(row["subject"], {}).get(row["attribute"]) == "number"
    number = as_number(cell) if is_number else None
    return f"{number.normalize():f}" if number is not None else cell.lower()


def _check_unknown(rows: list[Row]) -> Iterator[Finding]:
    unknown = [row for row in rows if row["operator"] == "is_null"]
    others = [row for row in rows if row["operator"] not in ("is_null", "")]
    if unknown and others:
        first, last = sorted((unknown[0], others[-1]), key=lambda row: row.line)
        message = (
            f"never holds together with line {first.line}: "
            f"an unknown {last['attribute']} satisfies nothing but is_null"
        )
        yield last.warning("operator", message, OR)


def _values(row: Row) -> tuple[str, ...]:
    cells = items(row["value"]) if row["operator"] in ("in", "not_in") else (row["value"],)
    return tuple(canonical(row, cell) for cell in cells)


def _is_left(value: str, row: Row, is_listed: bool) -> bool:
    if row["operator"] in ("!=", "not_in"):
        return value not in _values(row)
    compared, number, bound = (
        COMPARED.get(row["operator"]),
        as_number(value),
        as_number(row["value"]),
    )
    if not is_listed or compared is None or number is None or bound is None:
        return True
    return bool(compared(number, bound))
