"""What training leaves behind beside the parameters: data for tools, and a page for people."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from python_hooks.settings import Settings
from python_hooks.train.value.holdout import MODEL, Band, Cohort, Holdout
from python_hooks.train.value.pymc_model import Fitted


@dataclass(frozen=True, slots=True)
class ValueReport:
    """What was learned, and how near it comes.

    models   those that were trained
    holdout  the same models without the last days, beside what happened in them
    kept     models that were not trained, and why
    """

    trained_date: str
    data_hash: str
    settings: str
    models: tuple[Fitted, ...]
    holdout: Holdout
    kept: tuple[str, ...]

    @property
    def holdout_text(self) -> str:
        """Which days are compared, in words."""
        first, last = self.holdout.first_date, self.holdout.last_date
        return f"{first} to {last} ({self.holdout.days} days)"


def report_path(parameters: Path) -> Path:
    """The report as data, beside the parameters."""
    return parameters.with_name(f"{parameters.stem}_report.json")


def write_report(settings: Settings, parameters: Path, report: ValueReport) -> Path:
    """Write the report as JSON beside the parameters, as tables and as a page; return the page."""
    report_path(parameters).write_text(
        json.dumps(as_data(report), indent=2) + "\n", encoding="utf-8"
    )
    folder = settings.reports / "value"
    folder.mkdir(parents=True, exist_ok=True)
    _write_csv(
        folder / "cohorts.csv",
        "cohort,customer_count,happened,predicted_by,predicted,mean_absolute_error,"
        "root_mean_squared_error",
        (
            (each.cohort, each.customer_count, each.happened, score.name, score.predicted,
             score.mean_absolute_error, score.root_mean_squared_error)
            for each in report.holdout.purchases
            for score in each.scores
        ),
    )  # fmt: skip
    _write_csv(
        folder / "reliability.csv",
        "about,customer_count,predicted,happened",
        (
            (about, band.customer_count, band.predicted, band.happened)
            for about, bands in (
                ("purchases", report.holdout.by_count),
                ("probability of a purchase", report.holdout.by_chance),
            )
            for band in bands
        ),
    )
    page = folder / "value.html"
    page.write_text(page_of(report), encoding="utf-8")
    return page


def as_data(report: ValueReport) -> dict[str, Any]:
    """The report as plain data: aggregates only, nothing about one person."""

    def score_rows(cohort: Cohort) -> list[dict[str, Any]]:
        return [
            {
                "predicted_by": score.name,
                "predicted": round(score.predicted, 4),
                "mean_absolute_error": round(score.mean_absolute_error, 6),
                "root_mean_squared_error": round(score.root_mean_squared_error, 6),
            }
            for score in cohort.scores
        ]

    def cohort_row(cohort: Cohort) -> dict[str, Any]:
        return {
            "cohort": cohort.cohort,
            "customer_count": cohort.customer_count,
            "happened": round(cohort.happened, 4),
            "scores": score_rows(cohort),
        }

    def band_rows(bands: Sequence[Band]) -> list[dict[str, Any]]:
        return [
            {
                "customer_count": band.customer_count,
                "predicted": round(band.predicted, 6),
                "happened": round(band.happened, 6),
            }
            for band in bands
        ]

    return {
        "trained_date": report.trained_date,
        "data_hash": report.data_hash,
        "settings": report.settings,
        "models": [
            {
                "model": model.name,
                "parameters": dict(model.parameters),
                "log_likelihood": round(model.log_likelihood, 4),
                "customer_count": model.customer_count,
            }
            for model in report.models
        ],
        "kept": list(report.kept),
        "holdout": {
            "first_date": report.holdout.first_date,
            "last_date": report.holdout.last_date,
            "days": report.holdout.days,
            "purchases": [cohort_row(each) for each in report.holdout.purchases],
            "amounts": cohort_row(report.holdout.amounts),
            "reliability_of_purchases": band_rows(report.holdout.by_count),
            "reliability_of_probability": band_rows(report.holdout.by_chance),
        },
    }


def page_of(report: ValueReport) -> str:
    """The report as one page that needs no other file."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "count": lambda value: f"{value:,.0f}",
        "decimal": lambda value: f"{value:,.3f}",
        "number": lambda value: f"{value:,.6g}",
    }
    cohorts = report.holdout.purchases[1:]
    return environment.get_template("page.html.j2").render(
        report=report,
        overall=report.holdout.purchases[0],
        cohorts=cohorts,
        model_score=lambda cohort: next(each for each in cohort.scores if each.name == MODEL),
        largest_mean=max(
            (
                max(each.happened, each.scores[0].predicted) / each.customer_count
                for each in cohorts
            ),
            default=0.0,
        ),
        charts=(
            ("Purchases", "mean purchase days per customer", report.holdout.by_count),
            ("A purchase at all", "share of customers", report.holdout.by_chance),
        ),
        largest=lambda bands: max(max(each.predicted, each.happened) for each in bands) or 1.0,
    )


def _write_csv(target: Path, header: str, rows: Iterable[Sequence[object]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(
            [f"{cell:.6f}" if isinstance(cell, float) else cell for cell in row] for row in rows
        )
