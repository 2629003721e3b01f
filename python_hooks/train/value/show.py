"""The training report for people, on one screen."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from python_hooks.train.value.holdout import Band, Cohort
from python_hooks.train.value.report import ValueReport


def show_value_report(console: Console, report: ValueReport) -> None:
    """Print parameters, errors beside the baselines, cohorts and reliability."""
    for model in report.models:
        listed = ", ".join(f"{name} = {value:.6g}" for name, value in model.parameters.items())
        console.print(
            f"{model.name}: {listed}; log-likelihood {model.log_likelihood:,.2f}"
            f" on {model.customer_count:,} customers",
            soft_wrap=True,
        )
    for line in report.kept:
        console.print(f"[yellow]not trained:[/yellow] {escape(line)}", soft_wrap=True)
    console.print(f"\npredicted against happened, {report.holdout_text}:")
    console.print(_scores("purchase days", report.holdout.purchases[0]))
    console.print(_scores("net amount", report.holdout.amounts))
    console.print("by quarter of the first purchase, with the mean absolute error of each:")
    console.print(_cohorts(report.holdout.purchases))
    console.print(_bands("purchase days expected", report.holdout.by_count))
    console.print(_bands("probability to buy at all", report.holdout.by_chance))


def _table(title: str, *columns: str) -> Table:
    table = Table(title, box=None, pad_edge=False, min_width=len(title))
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _scores(what: str, cohort: Cohort) -> Table:
    table = _table(f"{what} by", "sum predicted", "sum happened", "mean abs. error", "rms error")
    for score in cohort.scores:
        table.add_row(
            score.name,
            f"{score.predicted:,.0f}",
            f"{cohort.happened:,.0f}",
            f"{score.mean_absolute_error:,.3f}",
            f"{score.root_mean_squared_error:,.3f}",
        )
    return table


def _cohorts(cohorts: tuple[Cohort, ...]) -> Table:
    errors = [score.name for score in cohorts[0].scores]
    table = _table("first purchase in", "customers", "predicted", "happened", *errors)
    for cohort in cohorts[1:]:
        table.add_row(
            cohort.cohort,
            f"{cohort.customer_count:,}",
            f"{cohort.scores[0].predicted / cohort.customer_count:.3f}",
            f"{cohort.happened / cohort.customer_count:.3f}",
            *(f"{score.mean_absolute_error:.3f}" for score in cohort.scores),
        )
    return table


def _bands(what: str, bands: tuple[Band, ...]) -> Table:
    table = _table(what, "customers", "predicted", "happened")
    for number, band in enumerate(bands, start=1):
        table.add_row(
            f"group {number}",
            f"{band.customer_count:,}",
            f"{band.predicted:.3f}",
            f"{band.happened:.3f}",
        )
    return table
