"""Which raw file is a delivery of which table; everything else is named, never passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from python_hooks.landing.declared import RawTable

FORMATS = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".csv.gz": "csv",
    ".ndjson": "ndjson",
    ".ndjson.gz": "ndjson",
}

# What operating systems and writers of Parquet folders leave beside data.
JUNK_NAMES = {"thumbs.db", "desktop.ini", "__macosx", "_success", "_metadata", "_common_metadata"}
JUNK_STARTS = (".", "~$", "_committed_", "_started_")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One raw file of a table. Deliveries are numbered by file name, for later ones replace."""

    table: RawTable
    path: Path
    number: int

    @property
    def name(self) -> str:
        """The name that its rows carry, and that orders it among the others."""
        return self.path.name

    @property
    def label(self) -> str:
        """What identifies it from one landing to the next."""
        return f"{self.table.label}: {self.name}"

    @property
    def place(self) -> str:
        """Where a person finds it in the raw folder."""
        parents = 1 if self.path.parent.name.casefold() == self.table.source_name.casefold() else 2
        return "/".join(self.path.parts[-parents - 1 :])

    @property
    def format(self) -> str:
        """`parquet`, `csv` or `ndjson`."""
        return FORMATS[_suffix(self.path)]


@dataclass(frozen=True, slots=True)
class Discovery:
    """What lies in a raw folder."""

    deliveries: tuple[Delivery, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]


def discover(raw: Path, tables: Sequence[RawTable]) -> Discovery:
    """Match the files under `raw` with the declared tables."""
    deliveries: list[Delivery] = []
    problems: list[str] = []
    warnings: list[str] = []
    sources = {table.source_name.casefold(): table.source_name for table in tables}
    for entry in _entries(raw):
        source_name = sources.get(entry.name.casefold())
        if not entry.is_dir():
            warnings.append(f"{entry.name}: ignored, it lies in no source's folder")
        elif source_name is None:
            hint = did_you_mean(entry.name, list(sources.values()))
            warnings.append(f"{entry.name}/: ignored, no source has this name{hint}")
        else:
            own = [table for table in tables if table.source_name == source_name]
            _discover_source(entry, own, deliveries, problems, warnings)
    return Discovery(tuple(deliveries), tuple(problems), tuple(warnings))


def did_you_mean(given: str, known: Sequence[str]) -> str:
    """The known name that was probably meant, as the end of a sentence; or nothing."""
    names = [name.casefold() for name in known]
    close = get_close_matches(given.casefold(), names, n=1, cutoff=0.85)
    return f"; did you mean {close[0]}?" if close else ""


def _discover_source(
    folder: Path,
    tables: Sequence[RawTable],
    deliveries: list[Delivery],
    problems: list[str],
    warnings: list[str],
) -> None:
    tables_by_file = {file: table for table in tables for file in table.files}
    claims: dict[RawTable, list[Path]] = {}
    unknown: list[Path] = []
    for entry in _entries(folder):
        table = tables_by_file.get(_stem(entry).casefold())
        if table is None or (entry.is_file() and _suffix(entry) not in FORMATS):
            unknown.append(entry)
        else:
            claims.setdefault(table, []).append(entry)
    awaited = [file for file, table in tables_by_file.items() if table not in claims]
    warnings += _unknown_files(folder, unknown, awaited)
    for table, entries in claims.items():
        if len(entries) > 1:
            names = " and ".join(entry.name for entry in entries)
            problems.append(
                f"{folder.name}: {names} both claim the table {table.name}; keep one, or put the"
                f" files of all deliveries into one folder {folder.name}/{table.name}/"
            )
        else:
            files = _delivered_files(entries[0], warnings)
            deliveries += [Delivery(table, path, n) for n, path in enumerate(files, start=1)]


def _unknown_files(folder: Path, unknown: Sequence[Path], awaited: Sequence[str]) -> list[str]:
    """A line for each file that a missing table may be waiting for, one for all others."""
    warnings, others = [], []
    for entry in unknown:
        where = f"{folder.name}/{entry.name}"
        if entry.is_file() and _suffix(entry) not in FORMATS:
            warnings.append(f"{where}: ignored, its name ends in none of {', '.join(FORMATS)}")
        elif hint := did_you_mean(_stem(entry), awaited):
            warnings.append(f"{where}: ignored, {folder.name} has no table of this name{hint}")
        else:
            others.append(entry.name)
    if others:
        warnings.append(f"{folder.name}/: ignored, no tables of these names: {', '.join(others)}")
    return warnings


def _delivered_files(entry: Path, warnings: list[str]) -> list[Path]:
    if entry.is_file():
        return [entry]
    where = f"{entry.parent.name}/{entry.name}"
    files = []
    for path in _entries(entry):
        if path.is_file() and _suffix(path) in FORMATS:
            files.append(path)
        else:
            warnings.append(f"{where}/{path.name}: ignored, it is no {', '.join(FORMATS)} file")
    if not files:
        warnings.append(f"{where}/: holds no delivery")
    return files


def _entries(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        name = path.name.casefold()
        if name not in JUNK_NAMES and not name.startswith(JUNK_STARTS):
            yield path


def _suffix(path: Path) -> str:
    name = path.name.casefold()
    return next((ending for ending in FORMATS if name.endswith(ending)), path.suffix.casefold())


def _stem(path: Path) -> str:
    return path.name if path.is_dir() else path.name[: len(path.name) - len(_suffix(path))]
