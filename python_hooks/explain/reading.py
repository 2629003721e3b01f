"""How an explanation reads tables: values go in as literals, so that views see whose they are."""

from __future__ import annotations

from typing import Any

import duckdb

Row = tuple[Any, ...]


def text(value: object) -> str:
    """A text literal. A bound parameter would reach a view only after it was planned for all."""
    return "'" + str(value).replace("'", "''") + "'"


def rows(warehouse: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    """Every row of a query."""
    return warehouse.execute(query).fetchall()
