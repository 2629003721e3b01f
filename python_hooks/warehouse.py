"""The one place that opens the DuckDB file for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from python_hooks.errors import UserError
from python_hooks.settings import Settings


@contextmanager
def open_warehouse(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse read-only; raise `UserError` when there is none or it is being written."""
    if not settings.warehouse.exists():
        raise UserError(
            f"there is no warehouse at {settings.warehouse} yet; run `batuta run` first"
        )
    try:
        connection = duckdb.connect(str(settings.warehouse), read_only=True)
    except duckdb.IOException as error:
        raise UserError(
            f"{settings.warehouse} is being written by another program; try again when it has ended"
        ) from error
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()
