"""Whether a run may go on with the files that arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from python_hooks.landing import sql
from python_hooks.landing.declared import read_declared_tables
from python_hooks.landing.report import LandingReport
from python_hooks.quality.frames import make_frames
from python_hooks.quality.judge import Judge
from python_hooks.quality.records import last_row_counts, row_counts, write_record
from python_hooks.quality.suites import suite_for
from python_hooks.settings import Settings


@dataclass(frozen=True, slots=True)
class DoorVerdict:
    """What was found, in words.

    failed_critical  why the run must stop
    warnings         what a person should know
    passed_count     expectations that are met
    """

    failed_critical: tuple[str, ...]
    warnings: tuple[str, ...]
    passed_count: int


def check_door(settings: Settings, report: LandingReport, as_of: str) -> DoorVerdict:
    """Hold every table that arrived, now or last time, against its suite, and keep the result."""
    moment = _utc(as_of)
    counts = row_counts(report)
    last_counts = last_row_counts(settings, moment)
    judge = Judge()
    findings = []
    with sql.connect(settings.home / "spill") as connection:
        for table in read_declared_tables(settings.project):
            if table.label not in counts.keys() | last_counts.keys():
                continue
            deliveries = [
                d
                for d in report.deliveries
                if (d.source_name, d.table_name) == (table.source_name, table.name)
            ]
            columns = {column for d in deliveries for column in d.columns_found}
            row_count = counts.get(table.label, 0)
            suite = suite_for(table, columns, row_count, last_counts.get(table.label))
            frames = make_frames(suite, deliveries, settings.landing, moment, connection)
            findings += judge.judge(suite, frames)
    write_record(settings, report, moment, findings)
    missed = [finding for finding in findings if not finding.is_met]
    return DoorVerdict(
        failed_critical=tuple(f.text for f in missed if f.expectation.is_critical),
        warnings=tuple(f.text for f in missed if not f.expectation.is_critical),
        passed_count=len(findings) - len(missed),
    )


def _utc(as_of: str) -> datetime:
    moment = datetime.fromisoformat(as_of)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
