"""The warehouse is built beside itself and swapped in whole.

A run works on a copy of the DuckDB file in `building/`, under the same name, for the name is
part of every view. Readers keep the last good file meanwhile, and a run that fails or is
killed leaves it untouched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.only_one import only_one
from python_hooks.settings import Settings


@contextmanager
def building_warehouse(settings: Settings) -> Iterator[Path]:
    """Yield the file to build in; put it in the place of the warehouse if all goes well."""
    with only_one(settings, "run", "another run is at work"):
        building = settings.home / "building"
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        copy = building / settings.warehouse.name
        _copy_with_log(settings.warehouse, copy)
        yield copy
        if copy.exists():
            _swap_in(copy, settings.warehouse)
        shutil.rmtree(building, ignore_errors=True)


def _copy_with_log(source: Path, target: Path) -> None:
    for suffix in ("", ".wal"):
        file = source.with_name(source.name + suffix)
        if file.exists():
            shutil.copyfile(file, target.with_name(target.name + suffix))


def _swap_in(copy: Path, warehouse: Path) -> None:
    log = copy.with_name(copy.name + ".wal")
    if log.exists():
        raise UserError(f"{log} was left open; the warehouse stays as it was")
    warehouse.with_name(warehouse.name + ".wal").unlink(missing_ok=True)
    os.replace(copy, warehouse)
