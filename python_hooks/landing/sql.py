"""The words in which the landing speaks to DuckDB."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY_LIMIT = "1GB"
WHITESPACE = "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)"


@contextmanager
def connect(spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A private in-memory DuckDB that keeps the order of rows."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(spill),
    }
    connection = duckdb.connect(":memory:", config=config)
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


def text(value: str) -> str:
    """A text literal."""
    return "'" + value.replace("'", "''") + "'"


def name(value: str) -> str:
    """A quoted name."""
    return '"' + value.replace('"', '""') + '"'


def file(path: Path) -> str:
    """A path as a literal that DuckDB does not take for a pattern."""
    return text(re.sub(r"([*?\[])", r"[\1]", str(path)))


def filled(expression: str) -> str:
    """An empty or blank cell says nothing: it becomes null; any other is kept as it came.

    Most cells begin with a printable ASCII character; asking that first is four times as fast.
    """
    return (
        f"case when {expression} >= '!' and {expression} < chr(127) then {expression}"
        f" when trim({expression}, {WHITESPACE}) <> '' then {expression} end"
    )


def as_text(expression: str, type_name: str) -> str:
    """One text per value, whatever type a Parquet file gave it."""
    if type_name == "VARCHAR":
        return expression
    if type_name == "TIMESTAMP WITH TIME ZONE":
        return f"cast({expression} at time zone 'UTC' as varchar) || 'Z'"
    if type_name.startswith("TIMESTAMP"):
        return f"cast(cast({expression} as timestamp) as varchar)"
    if type_name in ("DOUBLE", "FLOAT"):
        return f"case when not isnan({expression}) then cast({expression} as varchar) end"
    if type_name == "BLOB":
        return f"coalesce(try(decode({expression})), hex({expression}))"
    if type_name.endswith("]") or type_name.startswith(("STRUCT", "MAP", "UNION")):
        return f"cast(to_json({expression}) as varchar)"
    return f"cast({expression} as varchar)"
