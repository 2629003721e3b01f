"""One delivery of the landing: kept from the landing before, or made anew."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from python_hooks.landing import manifest, own_tables
from python_hooks.landing.convert import Prepared, convert
from python_hooks.landing.discovery import Delivery
from python_hooks.landing.facts import SourceReading, newest_facts_of
from python_hooks.landing.manifest import Entry
from python_hooks.landing.report import LandedDelivery
from python_hooks.landing.rows import DeliveryProblem

Readings = Mapping[str, SourceReading]


def is_unchanged(entry: Entry, delivery: Delivery, readings: Readings) -> bool:
    """Whether landing the delivery again would give the same file."""
    if entry.landed.delivery_number != delivery.number:
        return False
    if entry.contract != manifest.contract_hash(delivery.table, _reading(delivery, readings)):
        return False
    if entry.fingerprint == manifest.fingerprint(delivery.path):
        return True
    return entry.landed.content_hash == manifest.content_hash(delivery.path)


def keep_delivery(entry: Entry, delivery: Delivery, landing: Path, generation: Path) -> Entry:
    """Give the new landing the old one's files, without copying where the file system can."""
    for file in filter(None, (entry.file, entry.unreadable_file)):
        target = generation / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(landing / file, target)
        except OSError:
            shutil.copy2(landing / file, target)
    return replace(entry, fingerprint=manifest.fingerprint(delivery.path))


def convert_delivery(
    prepared: Prepared,
    readings: Readings,
    generation: Path,
    work: Path,
    connection: duckdb.DuckDBPyConnection,
) -> Entry:
    """Convert the file and take down what the run, the summary and the next landing must know."""
    delivery, match = prepared.delivery, prepared.match
    table = delivery.table
    reading = _reading(delivery, readings)
    fingerprint = manifest.fingerprint(delivery.path)
    content_hash = manifest.content_hash(delivery.path)
    file = f"{table.source_name}/{table.name}/{_file_name(delivery)}"
    target = generation / file
    target.parent.mkdir(parents=True, exist_ok=True)
    count, unreadable = convert(prepared, target, work, connection)
    if manifest.fingerprint(delivery.path) != fingerprint:
        raise DeliveryProblem("it was written to while it was read; wait until it is complete")
    unreadable_file = own_tables.write_unreadable_rows(
        delivery, unreadable, generation, _file_name(delivery)
    )
    fact_times = (c.name for c in table.columns if c.is_fact_time and c.name in match.positions)
    landed = LandedDelivery(
        source_name=table.source_name,
        table_name=table.name,
        delivery=delivery.name,
        delivery_number=delivery.number,
        content_hash=content_hash,
        row_count=count + len(unreadable),
        unreadable_count=len(unreadable),
        columns_found=tuple(match.positions),
        columns_missing=tuple(column.name for column in match.missing),
        columns_undeclared=match.undeclared,
        newest_facts=newest_facts_of(target, fact_times, reading, connection),
    )
    contract = manifest.contract_hash(table, reading)
    return Entry(landed, file, unreadable_file, contract, fingerprint)


def _reading(delivery: Delivery, readings: Readings) -> SourceReading:
    return readings.get(delivery.table.source_name, SourceReading())


def _file_name(delivery: Delivery) -> str:
    """In the order of deliveries, and of letters that every file system and engine takes."""
    stem = re.sub(r"[^A-Za-z0-9]+", "_", delivery.name).strip("_")[:60]
    return f"{delivery.number:05d}_{stem}.parquet"
