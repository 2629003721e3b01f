"""Lands every delivery of the raw folder, or none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from python_hooks.errors import UserError
from python_hooks.landing import manifest, messages, own_tables, sql
from python_hooks.landing.convert import Prepared, prepare, write_empty
from python_hooks.landing.declared import RawTable, read_declared_tables
from python_hooks.landing.discovery import Delivery, Discovery, discover
from python_hooks.landing.entries import convert_delivery, is_unchanged, keep_delivery
from python_hooks.landing.facts import SourceReading, far_facts, read_source_readings
from python_hooks.landing.generations import (
    drop_generation,
    finish_generation,
    only_one_landing,
    start_generation,
)
from python_hooks.landing.manifest import Entry, Manifest
from python_hooks.landing.report import LandingReport
from python_hooks.landing.rows import DeliveryProblem
from python_hooks.settings import Settings

Progress = Callable[[str], None]


def land(
    settings: Settings, progress: Progress | None = None, *, may_be_empty: bool = False
) -> LandingReport:
    """Bring the landing up to date with the raw folder, or raise `UserError` and change nothing.

    `may_be_empty`: where nothing was ever landed, a raw folder without a file is not a mistake.
    """
    tables = read_declared_tables(settings.project)
    readings = read_source_readings(settings.project)
    with only_one_landing(settings):
        known = manifest.read_manifest(settings.landing)
        found = _discover(settings, tables, may_be_empty=may_be_empty and not known.entries)
        declared = manifest.declared_hash(tables, readings)
        if known.declared == declared and _is_up_to_date(found, known.entries):
            entries = list(known.entries.values())
            converted_count = 0
        else:
            generation = start_generation(settings)
            try:
                run = _Landing(settings, readings, known, generation, progress or (lambda _: None))
                entries = run.land_all(found)
                converted_count = run.converted_count
                _write_own_tables(tables, entries, generation)
                manifest.write_manifest(generation, Manifest(declared, run.entries))
                finish_generation(settings, generation)
            except BaseException:
                drop_generation(generation)
                raise
    return _report(entries, converted_count, found, known)


def _discover(settings: Settings, tables: Sequence[RawTable], *, may_be_empty: bool) -> Discovery:
    if not settings.raw.is_dir():
        if may_be_empty:
            return Discovery((), (), (messages.every_table_is_empty(settings),))
        raise UserError(messages.no_raw_folder(settings))
    found = discover(settings.raw, tables)
    if found.deliveries or found.problems:
        return found
    if may_be_empty and not found.warnings:
        return Discovery((), (), (messages.every_table_is_empty(settings),))
    raise UserError(messages.nothing_recognised(settings, found, tables))


def _is_up_to_date(found: Discovery, known: Mapping[str, Entry]) -> bool:
    """Whether the landing already holds these deliveries and no others, none written since."""
    return not found.problems and [
        (delivery.label, delivery.number, manifest.fingerprint(delivery.path))
        for delivery in found.deliveries
    ] == [
        (label, entry.landed.delivery_number, entry.fingerprint) for label, entry in known.items()
    ]


class _Landing:
    """One landing on its way: what it has, and what speaks against it."""

    def __init__(
        self,
        settings: Settings,
        readings: Mapping[str, SourceReading],
        known: Manifest,
        generation: Path,
        say: Progress,
    ) -> None:
        self.settings = settings
        self.readings = readings
        self.known = known
        self.generation = generation
        self.say = say
        self.entries: dict[str, Entry] = {}
        self.problems: list[str] = []
        self.converted_count = 0

    def land_all(self, found: Discovery) -> list[Entry]:
        """Look at every file before the first is converted, and name all problems at once."""
        self.problems += found.problems
        work = self.generation / "work"
        work.mkdir()
        with sql.connect(work / "spill") as connection:
            prepared = [p for d in found.deliveries for p in self._prepare(d, work, connection)]
            self._stop_if_problems()
            for delivery in prepared:
                self._convert(delivery, work, connection)
            self._stop_if_problems()
        shutil.rmtree(work)
        self.entries = {d.label: self.entries[d.label] for d in found.deliveries}
        return list(self.entries.values())

    def _prepare(
        self, delivery: Delivery, work: Path, connection: duckdb.DuckDBPyConnection
    ) -> Iterator[Prepared]:
        known = self.known.entries.get(delivery.label)
        with self._noting_problems(delivery):
            if known and is_unchanged(known, delivery, self.readings):
                self.entries[delivery.label] = keep_delivery(
                    known, delivery, self.settings.landing, self.generation
                )
            else:
                yield prepare(delivery, work, connection)

    def _convert(
        self, prepared: Prepared, work: Path, connection: duckdb.DuckDBPyConnection
    ) -> None:
        delivery = prepared.delivery
        self.say(f"landing {delivery.place}")
        with self._noting_problems(delivery):
            self.entries[delivery.label] = convert_delivery(
                prepared, self.readings, self.generation, work, connection
            )
            self.converted_count += 1

    @contextmanager
    def _noting_problems(self, delivery: Delivery) -> Iterator[None]:
        try:
            yield
        except (DeliveryProblem, duckdb.Error, OSError, EOFError) as problem:
            self.problems.append(f"{delivery.place}: {messages.one_line(problem)}")

    def _stop_if_problems(self) -> None:
        if self.problems:
            raise UserError(messages.cannot_be_landed(self.settings, self.problems))


def _write_own_tables(
    tables: Sequence[RawTable], entries: Sequence[Entry], generation: Path
) -> None:
    with sql.connect(generation) as connection:
        for table in (*tables, *own_tables.TABLES):
            folder = generation / table.source_name / table.name
            folder.mkdir(parents=True, exist_ok=True)
            write_empty(table, folder / "_schema.parquet", connection)
    own_tables.write_deliveries([entry.landed for entry in entries], generation)


def _report(
    entries: Sequence[Entry], converted_count: int, found: Discovery, known: Manifest
) -> LandingReport:
    landed = tuple(entry.landed for entry in entries)
    labels = {delivery.label for delivery in landed}
    gone = [messages.is_gone(label) for label in known.entries if label not in labels]
    return LandingReport(
        deliveries=landed,
        converted_count=converted_count,
        warnings=(
            *found.warnings,
            *gone,
            *(messages.has_unreadable_rows(d) for d in landed if d.unreadable_count),
            *far_facts(landed),
        ),
    )
