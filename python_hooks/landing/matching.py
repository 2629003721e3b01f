"""Which column of a file is which declared column."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from python_hooks.landing.declared import RawColumn, RawTable


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """How the columns of one file meet the declared ones.

    positions  declared column -> positions of the file's columns that answer to it; of several,
               the first that is filled counts
    missing    declared columns that the file does not have
    undeclared headers of the file that no declared column answers to
    """

    positions: dict[str, tuple[int, ...]]
    missing: tuple[RawColumn, ...]
    undeclared: tuple[str, ...]

    @property
    def missing_required(self) -> tuple[RawColumn, ...]:
        """Missing columns without which no row can be staged."""
        return tuple(column for column in self.missing if column.is_required)


def match_columns(table: RawTable, found: Sequence[str]) -> ColumnMatch:
    """Match by declared name, then by alias, in order."""
    positions: dict[str, tuple[int, ...]] = {}
    for column in table.columns:
        spellings = dict.fromkeys(normalise_header(header) for header in column.headers)
        matching = [
            position
            for spelling in spellings
            for position, header in enumerate(found)
            if normalise_header(header) == spelling
        ]
        if matching:
            positions[column.name] = tuple(matching)
    taken = {position for matching in positions.values() for position in matching}
    return ColumnMatch(
        positions=positions,
        missing=tuple(column for column in table.columns if column.name not in positions),
        undeclared=tuple(header for n, header in enumerate(found) if n not in taken),
    )


def normalise_header(header: str) -> str:
    """`Customer ID`, `customer_id` and a marked `CUSTOMERID` are one header."""
    text = unicodedata.normalize("NFKC", header).replace("\ufeff", "").casefold()
    return "".join(c for c in text if c not in "_-" and not c.isspace())
