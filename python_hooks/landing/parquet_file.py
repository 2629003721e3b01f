"""A raw Parquet file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from python_hooks.landing import sql
from python_hooks.landing.rows import CopyRows, DeliveryProblem, Rows, UnreadableRow


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A Parquet file and the types of its columns."""

    path: Path
    headers: tuple[str, ...]
    types: tuple[str, ...]

    def copy(
        self, copy_rows: CopyRows, work: Path, connection: duckdb.DuckDBPyConnection
    ) -> tuple[int, tuple[UnreadableRow, ...]]:
        """Land every value as its one text."""
        texts = (
            sql.as_text(sql.name(header), type_name)
            for header, type_name in zip(self.headers, self.types, strict=True)
        )
        file = f"read_parquet({sql.file(self.path)}, file_row_number = true)"
        return copy_rows(Rows(file, tuple(texts), "file_row_number + 1")), ()


def open_parquet(path: Path, connection: duckdb.DuckDBPyConnection) -> ParquetFile:
    """Read the file's footer, which a truncated file does not have."""
    try:
        columns = connection.execute(
            f"describe select * from read_parquet({sql.file(path)})"
        ).fetchall()
    except duckdb.Error as error:
        found = str(error).splitlines()[0].split(f" '{path}'")[0]
        raise DeliveryProblem(
            f"expected a whole Parquet file, found one of {path.stat().st_size} bytes that cannot"
            f" be read ({found})"
        ) from error
    return ParquetFile(path, tuple(c[0] for c in columns), tuple(c[1] for c in columns))
