"""The truth about records, as a file says it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from python_hooks.errors import UserError
from python_hooks.landing.sql import file as file_literal

COLUMNS = ("source_name", "source_record_id", "person_id")
READERS = {".parquet": "read_parquet", ".csv": "read_csv"}


def read_truth(path: Path) -> pa.Table:
    """Rows of source_name, source_record_id, person_id, all text; `UserError` where it has none."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UserError(f"{path} is neither a .parquet nor a .csv file")
    if not path.is_file():
        raise UserError(f"{path} is not there")
    options = ", all_varchar = true, header = true" if reader == "read_csv" else ""
    source = f"{reader}({file_literal(path)}{options})"
    with duckdb.connect() as connection:
        try:
            columns = {row[0] for row in connection.execute(f"describe from {source}").fetchall()}
            missing = [column for column in COLUMNS if column not in columns]
            if missing:
                raise UserError(
                    f"{path} has no column {', '.join(missing)}; a truth has {', '.join(COLUMNS)}"
                )
            listed = ", ".join(f"cast({column} as varchar) as {column}" for column in COLUMNS)
            table = connection.execute(
                f"select {listed} from {source}"
                " where source_name is not null and source_record_id is not null"
                " and person_id is not null"
            ).to_arrow_table()
        except duckdb.Error as error:
            raise UserError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
        connection.register("truth", table)
        twice = connection.execute(
            "select source_name, source_record_id from truth group by all"
            " having count(distinct person_id) > 1 order by all limit 1"
        ).fetchone()
    if twice:
        raise UserError(f"{path} says of record {twice[1]} of {twice[0]} that it is two people")
    if not len(table):
        raise UserError(f"{path} has no row")
    return table
