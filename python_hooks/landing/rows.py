"""The rows of an opened raw file, in words DuckDB can select from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb


@dataclass(frozen=True, slots=True)
class Rows:
    """A relation, the text of each of the file's columns in it, and a row's place in the file."""

    relation: str
    texts: tuple[str, ...]
    row_number: str


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that no column can be read from, and where a person finds it."""

    row_number: int
    reason: str


# Lands rows and says how many there were.
CopyRows = Callable[[Rows], int]


class RawFile(Protocol):
    """A raw file whose columns are known."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The names of its columns, as the file spells them."""
        ...

    def copy(
        self, copy_rows: CopyRows, work: Path, connection: duckdb.DuckDBPyConnection
    ) -> tuple[int, tuple[UnreadableRow, ...]]:
        """Land the rows; return how many were, and those that could not be."""
        ...


class DeliveryProblem(Exception):
    """What was expected of a file and what was found; the file is named by who catches it."""
