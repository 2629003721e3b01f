"""What parameters were learned from, told by a few letters."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb


def data_hash(warehouse: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> str:
    """12 hexadecimal letters that change with any value or row of a table, not with their order.

    table, columns  names as the warehouse has them; of ranks that other rows decide, none
    """
    row = warehouse.execute(
        "select md5(coalesce(string_agg(print, '' order by print), '')) from"
        f" (select md5(cast(row({', '.join(columns)}) as varchar)) as print from {table})"
    ).fetchone()
    return str(row[0])[:12] if row else ""
