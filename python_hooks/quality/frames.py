"""The frames that expectations look at, made from the landing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from python_hooks.landing import sql
from python_hooks.landing.report import LandedDelivery
from python_hooks.quality.expectations import Frame, Suite

# Shares are settled to half a percent by this many rows.
SAMPLE_ROWS = 40_000
SECONDS_PER_DAY = 86_400


def make_frames(
    suite: Suite,
    deliveries: Sequence[LandedDelivery],
    landing: Path,
    as_of: datetime,
    connection: duckdb.DuckDBPyConnection,
) -> dict[Frame, pd.DataFrame]:
    """One frame of figures, and one of cells where an expectation asks for them."""
    table = sql.file(landing / suite.table) + " || '/*.parquet'"
    relation = f"read_parquet({table}, union_by_name = true)"
    measures = _measures(suite, deliveries, as_of, relation, connection)
    cells = [e.column for e in suite.expectations if e.frame is Frame.CELLS]
    frames = {Frame.MEASURES: pd.DataFrame([measures])}
    if cells:
        row_count = sum(delivery.row_count for delivery in deliveries)
        frames[Frame.CELLS] = _cells(cells, row_count, relation, connection)
    return frames


def _measures(
    suite: Suite,
    deliveries: Sequence[LandedDelivery],
    as_of: datetime,
    relation: str,
    connection: duckdb.DuckDBPyConnection,
) -> dict[str, float | None]:
    row_count = sum(delivery.row_count for delivery in deliveries)
    unreadable_count = sum(delivery.unreadable_count for delivery in deliveries)
    measures: dict[str, float | None] = {
        "row_count": float(row_count),
        "unreadable_share": unreadable_count / row_count if row_count else 0.0,
        "days_behind": _days_behind(deliveries, as_of),
    }
    asked = dict.fromkeys(e.column for e in suite.expectations if e.frame is Frame.MEASURES)
    figures = {figure: _figure_sql(figure, suite) for figure in asked if figure not in measures}
    if figures:
        row = connection.execute(f"select {', '.join(figures.values())} from {relation}").fetchone()
        measures |= dict(zip(figures, row or (), strict=True))
    return measures


def _figure_sql(figure: str, suite: Suite) -> str:
    kind, _, column = figure.partition(":")
    if kind == "filled_share":
        return f"count({sql.name(column)}) / greatest(count(*), 1)::double"
    key = sql.name(suite.key)
    distinct = f"count(distinct case when {key} is not null then hash(_delivery_number, {key}) end)"
    return f"{distinct} / greatest(count({key}), 1)::double"


def _days_behind(deliveries: Sequence[LandedDelivery], as_of: datetime) -> float | None:
    moments = [fact.moment for delivery in deliveries for fact in delivery.newest_facts]
    if not moments:
        return None
    newest = datetime.fromisoformat(max(moments)).replace(tzinfo=UTC)
    return (as_of - newest).total_seconds() / SECONDS_PER_DAY


def _cells(
    columns: Sequence[str], row_count: int, relation: str, connection: duckdb.DuckDBPyConnection
) -> pd.DataFrame:
    """Every n-th row of each delivery: the same rows on every run."""
    step = max(1, -(-row_count // SAMPLE_ROWS))
    texts = ", ".join(f"{_cell_sql(column)} as {sql.name(column)}" for column in columns)
    return connection.execute(f"select {texts} from {relation} where _row_number % {step} = 0").df()


def _cell_sql(column: str) -> str:
    kind, _, number_column = column.partition(":")
    if kind == "number":
        return f"try_cast({sql.name(number_column)} as double)"
    return sql.name(column)
