"""What a user is told of raw files."""

from __future__ import annotations

from collections.abc import Sequence

from python_hooks.landing.declared import RawTable
from python_hooks.landing.discovery import FORMATS, Discovery
from python_hooks.landing.report import LandedDelivery
from python_hooks.settings import Settings


def no_raw_folder(settings: Settings) -> str:
    """The folder is not there."""
    return (
        f"the raw folder {settings.raw} does not exist;"
        " name another with RAW=<folder> (make), --raw (batuta) or BATUTA_RAW"
    )


def nothing_recognised(settings: Settings, found: Discovery, tables: Sequence[RawTable]) -> str:
    """The folder is there, but holds nothing of use."""
    known: dict[str, list[str]] = {}
    for table in tables:
        known.setdefault(table.source_name, []).append(table.name)
    endings = " ".join(FORMATS)
    return "\n".join(
        [
            f"{settings.raw} holds no raw file that batuta knows",
            "  found:",
            *(f"    {warning}" for warning in found.warnings or ["nothing"]),
            f"  expected <source>/<table> with one of {endings}, or a folder of such files:",
            *(f"    {source}/: {', '.join(names)}" for source, names in known.items()),
        ]
    )


def cannot_be_landed(settings: Settings, problems: Sequence[str]) -> str:
    """Every problem of every file at once."""
    head = f"the raw files in {settings.raw} cannot be landed; nothing was changed:"
    return "\n".join([head, *(f"  {problem}" for problem in problems)])


def every_table_is_empty(settings: Settings) -> str:
    """Said where dbt alone runs without raw files, as a continuous integration does."""
    return f"{settings.raw} holds no raw file; every raw table is empty"


def is_gone(label: str) -> str:
    """A delivery was taken out of the raw folder."""
    return f"{label} is gone from the raw folder since the last landing, and so are its rows"


def has_unreadable_rows(delivery: LandedDelivery) -> str:
    """Rows were quarantined at the door."""
    return (
        f"{delivery.label}: {delivery.unreadable_count} of {delivery.row_count} rows cannot be"
        " read; see the table raw.landing__unreadable_rows"
    )


def one_line(problem: Exception) -> str:
    """The first line of an engine's lengthy answer."""
    return str(problem).strip().splitlines()[0] if str(problem).strip() else repr(problem)
