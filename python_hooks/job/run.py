"""The main job on a folder of raw files: one command, or nothing changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from python_hooks.errors import UserError
from python_hooks.job.days import days_through, utc_text
from python_hooks.job.dbt_process import parse_project, run_dbt
from python_hooks.job.warehouse_copy import building_warehouse
from python_hooks.landing.dbt_plugin import LANDED
from python_hooks.landing.facts import default_as_of, newest_fact
from python_hooks.landing.land import land
from python_hooks.landing.report import LandingReport
from python_hooks.policy import complete_policy, require_sound_policy
from python_hooks.progress import Steps
from python_hooks.project_vars import read_project_vars
from python_hooks.quality import check_door, preload
from python_hooks.settings import Settings

MODES = ("priority", "value", "chronological")


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a person asks of a run; empty means the default.

    as_of    the moment to look from; empty: 06:00 business time on the day after the newest fact
    mode     the arbitration mode; empty: that of the project
    publish  whether the selected contacts are reserved
    threads  how many models are built at once
    through  the last of several days in a row, YYYY-MM-DD; empty: the day of as_of alone
    """

    as_of: str = ""
    mode: str = ""
    publish: bool = True
    threads: int = 2
    through: str = ""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run was and what it noticed on the way; of several days, the last."""

    as_of: str
    mode: str
    published: bool
    warnings: tuple[str, ...]
    seconds: float


def run_job(settings: Settings, request: RunRequest, steps: Steps) -> RunResult:
    """Check policy and files, build, publish, day after day.

    A day that fails leaves the state of the day before it whole.
    """
    project_vars = read_project_vars(settings.project)
    mode = request.mode or str(project_vars["arbitration_mode"])
    if mode not in MODES:
        raise UserError(f"unknown arbitration mode '{mode}'; choose one of {', '.join(MODES)}")
    preload()
    warnings = _check_policy(settings, steps)
    settings = replace(settings, policy=_compose_policy(settings))
    with building_warehouse(settings) as warehouse:
        report = _land(settings, steps)
        warnings += report.warnings
        as_of = _as_of(settings, request, report)
        days = days_through(as_of, request.through, str(project_vars["business_time_zone"]))
        warnings += _check_door(settings, report, as_of, steps)
        os.environ |= _environment(settings, warehouse, request)
        variables: dict[str, object] = {
            "as_of": as_of,
            "arbitration_mode": mode,
            "publish": request.publish,
        }
        manifest = parse_project(settings, variables)
        _decide(settings, variables, steps, manifest)
    for day in days[1:]:
        with building_warehouse(settings):
            _decide(settings, variables | {"as_of": day}, steps, manifest)
    return RunResult(days[-1], mode, request.publish, tuple(warnings), steps.seconds)


def _decide(settings: Settings, variables: dict[str, object], steps: Steps, manifest: Any) -> None:
    with steps.step(f"deciding as of {variables['as_of']} UTC") as step:
        command = ["build", "--exclude-resource-type", "unit_test"]
        outcome = run_dbt(settings, command, variables, step.advance, manifest=manifest)
        step.note = f"{outcome.node_count} models, seeds and tests"


def _check_policy(settings: Settings, steps: Steps) -> tuple[str, ...]:
    with steps.step("checking the policy") as step:
        warnings = require_sound_policy(settings.policy)
        step.note = f"{settings.policy}"
    return warnings


def _compose_policy(settings: Settings) -> Path:
    composed = settings.home / "policy"
    complete_policy(settings.policy, composed)
    return composed


def _land(settings: Settings, steps: Steps) -> LandingReport:
    with steps.step("landing the raw files") as step:
        report = land(settings, lambda what: step.advance(0, None, what))
        step.note = f"{report.row_count:,} rows in {len(report.deliveries)} files"
    return report


def _as_of(settings: Settings, request: RunRequest, report: LandingReport) -> str:
    if request.as_of:
        return _parsed_as_of(request.as_of)
    newest = newest_fact(report)
    if newest is None:
        raise UserError(
            f"no row in {settings.raw} tells a time, so there is no day to decide;"
            " name one with AS_OF (make) or --as-of"
        )
    zone = str(read_project_vars(settings.project)["business_time_zone"])
    return utc_text(default_as_of(newest, zone))


def _parsed_as_of(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            f"as_of '{text}' is not a timestamp; write it like 2026-01-31 06:00:00 (UTC)"
            " or 2026-01-31T06:00:00+01:00"
        ) from error
    return text


def _check_door(
    settings: Settings, report: LandingReport, as_of: str, steps: Steps
) -> tuple[str, ...]:
    with steps.step("checking the files that arrived") as step:
        verdict = check_door(settings, report, as_of)
        if verdict.failed_critical:
            raise UserError(
                "\n  ".join(["the files that arrived cannot be used", *verdict.failed_critical])
            )
        step.note = f"{verdict.passed_count} expectations met, {len(verdict.warnings)} not"
    return tuple(verdict.warnings)


def _environment(settings: Settings, warehouse: Path, request: RunRequest) -> dict[str, str]:
    return {
        "BATUTA_HOME": str(settings.home),
        "BATUTA_RAW": str(settings.raw),
        "BATUTA_POLICY": str(settings.policy),
        "BATUTA_WAREHOUSE": str(warehouse),
        "BATUTA_THREADS": str(request.threads),
        LANDED: "1",
    }
