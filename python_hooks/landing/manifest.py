"""What the landing knows of the deliveries it holds, so that none is converted twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from python_hooks.landing.declared import RawTable
from python_hooks.landing.facts import SourceReading
from python_hooks.landing.report import LandedDelivery, NewestFact
from python_hooks.landing.text_encoding import CHUNK

FILE_NAME = "manifest.json"

# Raised whenever the same file would be landed differently than before.
LANDING_VERSION = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One landed delivery.

    file        its Parquet file, below the landing; `unreadable_file` where rows were not readable
    contract    hash of what was declared of its table when it was landed
    fingerprint size and times of the raw file; while they stay, its content is not read
    """

    landed: LandedDelivery
    file: str
    unreadable_file: str
    contract: str
    fingerprint: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of a landing's entries by label, in order; `declared` is a hash of what was expected."""

    declared: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)


def read_manifest(landing: Path) -> Manifest:
    """An empty one where there is no landing, or one of another version."""
    path = landing / FILE_NAME
    if not path.exists():
        return Manifest()
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["version"] != LANDING_VERSION:
        return Manifest()
    entries = [_read_entry(entry) for entry in content["deliveries"]]
    return Manifest(content["declared"], {entry.landed.label: entry for entry in entries})


def write_manifest(landing: Path, manifest: Manifest) -> None:
    """Keep it beside the files it tells of."""
    content = {
        "version": LANDING_VERSION,
        "declared": manifest.declared,
        "deliveries": [asdict(entry) for entry in manifest.entries.values()],
    }
    (landing / FILE_NAME).write_text(json.dumps(content, indent=1), encoding="utf-8")


def fingerprint(path: Path) -> tuple[int, ...]:
    """Any write to a file changes the last of these, whatever it does to the others."""
    status = path.stat()
    return (status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)


def content_hash(path: Path) -> str:
    """SHA-256 of the file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def contract_hash(table: RawTable, reading: SourceReading) -> str:
    """Of all that decides what becomes of a raw file, beside the file itself."""
    return _hash((table.columns, reading))


def declared_hash(tables: Sequence[RawTable], readings: Mapping[str, SourceReading]) -> str:
    """Of all that is expected of raw files."""
    return _hash((tables, sorted(readings.items())))


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def _read_entry(entry: dict[str, Any]) -> Entry:
    landed: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in entry["landed"].items()
    }
    landed["newest_facts"] = tuple(NewestFact(**fact) for fact in landed["newest_facts"])
    return Entry(
        landed=LandedDelivery(**landed),
        file=entry["file"],
        unreadable_file=entry["unreadable_file"],
        contract=entry["contract"],
        fingerprint=tuple(entry["fingerprint"]),
    )
