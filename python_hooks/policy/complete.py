"""Makes a folder of policy files whole, so that dbt finds every seed."""

from __future__ import annotations

import csv
from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.policy.table import Table, read_policy


def complete_policy(folder: Path, into: Path) -> None:
    """Write every policy file as the lint read it; one that is absent gets its header only.

    dbt then loads exactly what was checked: no spaces around headers and cells, no blank rows,
    one encoding and one separator. A file of an earlier policy does not stay behind.
    """
    policy = read_policy(folder)
    try:
        if into.resolve() == folder.resolve():
            raise UserError(f"policy folder {folder} cannot be completed into itself")
        for table in policy.tables.values():
            _require(table, folder)
        into.mkdir(parents=True, exist_ok=True)
        for file, table in policy.tables.items():
            _write(table, into / file)
    except OSError as error:
        place = error.filename or into
        raise UserError(f"{place} cannot be written: {error.strerror or error}") from error


def _require(table: Table, folder: Path) -> None:
    if table.findings:
        raise UserError(f"the policy in {folder} cannot be used: {table.findings[0]}")
    if table.is_absent and table.shape.is_required:
        raise UserError(f"{folder / table.shape.file} is required and is not there")


def _write(table: Table, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.shape.column_names)
        for row in table.rows:
            writer.writerow([row[column] for column in table.shape.column_names])
