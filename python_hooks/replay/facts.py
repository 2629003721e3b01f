"""The facts of then: of what is landed now, the deliveries that a run of then had read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from python_hooks.errors import UserError
from python_hooks.landing import manifest, own_tables
from python_hooks.landing.generations import only_one_landing
from python_hooks.landing.manifest import Entry
from python_hooks.settings import Settings

# The file of every landed table that gives its columns, and no rows.
SCHEMA_FILE = "_schema.parquet"

Known = frozenset[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """The landed deliveries, by their labels, beside what was known then.

    known    they stand in the landing as they were
    late     nobody had seen them then
    changed  they were known, and have another content now
    gone     they were known, and stand in the landing no more
    """

    known: tuple[Entry, ...]
    late: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    gone: tuple[str, ...]


def read_known(warehouse: duckdb.DuckDBPyConnection, until: datetime) -> Known:
    """Source, table, delivery and content that publications as of then had read."""
    rows = warehouse.execute(
        """
        select source_name, table_name, delivery, content_hash
        from state.deliveries
        where first_seen_at <= ?
        """,
        [until],
    ).fetchall()
    return frozenset((row[0], row[1], row[2], row[3]) for row in rows)


def sort_facts(known: Known, entries: Sequence[Entry]) -> Facts:
    """Tell the landed deliveries of then from those of now."""
    places = {place[:3] for place in known}
    then: list[Entry] = []
    late: list[Entry] = []
    changed: list[Entry] = []
    for entry in entries:
        place = _place(entry)
        if (*place, entry.landed.content_hash) in known:
            then.append(entry)
        else:
            (changed if place in places else late).append(entry)
    gone = sorted(places - {_place(entry) for entry in entries})
    labels = tuple(f"{source}/{table}: {delivery}" for source, table, delivery in gone)
    return Facts(tuple(then), tuple(late), tuple(changed), labels)


def read_entries(settings: Settings) -> tuple[Entry, ...]:
    """The landed deliveries, or `UserError` where nothing is landed."""
    entries = tuple(manifest.read_manifest(settings.landing).entries.values())
    if not entries:
        raise UserError(
            f"no raw file is landed in {settings.landing}; land them first (`batuta land`)"
        )
    return entries


def lay_out(settings: Settings, entries: Sequence[Entry], target: Path) -> None:
    """Make a landing of these deliveries alone, without copying where the file system can."""
    with only_one_landing(settings):
        for schema in settings.landing.glob(f"*/*/{SCHEMA_FILE}"):
            _link(schema, target / schema.relative_to(settings.landing))
        for entry in entries:
            for file in filter(None, (entry.file, entry.unreadable_file)):
                _link(settings.landing / file, target / file)
    own_tables.write_deliveries([entry.landed for entry in entries], target)


def _place(entry: Entry) -> tuple[str, str, str]:
    return (entry.landed.source_name, entry.landed.table_name, entry.landed.delivery)


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError as error:
        raise UserError(
            f"{source} is gone from the landing; land the raw files again (`batuta land`)"
        ) from error
    except OSError:
        shutil.copy2(source, target)
