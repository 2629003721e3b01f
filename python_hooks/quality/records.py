"""What was found at the door of each run. Figures only: no value of any person."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from python_hooks.landing.report import LandingReport
from python_hooks.quality.expectations import Finding
from python_hooks.settings import Settings

MOMENT = "%Y%m%dT%H%M%SZ"


def write_record(
    settings: Settings, report: LandingReport, as_of: datetime, findings: Sequence[Finding]
) -> Path:
    """Keep the findings under the run's `as_of` and a hash of the files it saw."""
    files = sorted((d.label, d.content_hash) for d in report.deliveries)
    digest = hashlib.sha256(repr(files).encode()).hexdigest()[:12]
    path = _folder(settings) / f"{as_of.strftime(MOMENT)}-{digest}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "as_of": as_of.isoformat(),
        "is_stopped": any(f.expectation.is_critical and not f.is_met for f in findings),
        "row_counts": row_counts(report),
        "findings": [asdict(finding) for finding in findings],
    }
    passing = path.with_suffix(".tmp")
    passing.write_text(json.dumps(content, indent=1), encoding="utf-8")
    os.replace(passing, path)
    return path


def last_row_counts(settings: Settings, as_of: datetime) -> dict[str, int]:
    """Rows per table when an earlier moment was last decided; none where that is the first."""
    now = as_of.strftime(MOMENT)
    for path in sorted(_folder(settings).glob("*.json"), reverse=True):
        if path.name < now:
            content = json.loads(path.read_text(encoding="utf-8"))
            if not content["is_stopped"]:
                return {table: int(count) for table, count in content["row_counts"].items()}
    return {}


def row_counts(report: LandingReport) -> dict[str, int]:
    """Rows per table, over all its deliveries."""
    counts: dict[str, int] = {}
    for delivery in report.deliveries:
        table = f"{delivery.source_name}/{delivery.table_name}"
        counts[table] = counts.get(table, 0) + delivery.row_count
    return counts


def _folder(settings: Settings) -> Path:
    return settings.home / "quality"
