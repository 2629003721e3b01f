"""The rows of then beside the rows of the replay, column by column."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from python_hooks.landing.sql import name


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the two days differ; the rows of people erased since stand in neither.

    missing, added  rows of then that did not come again; rows that came anew
    columns         (column, rows of both days in which it differs), most rows first
    campaigns       (campaign, rows missing, added or different), most rows first
    erased_rows     rows that were left out
    moved_records   records that belong to another person than then
    moved_rows      differing rows of the persons those records left or joined
    moved_customers (person then, person now) of those records
    """

    rows_then: int
    missing: int
    added: int
    different: int
    columns: tuple[tuple[str, int], ...]
    campaigns: tuple[tuple[str, int], ...]
    erased_rows: int
    moved_records: int
    moved_rows: int
    moved_customers: tuple[tuple[str, str], ...]

    @property
    def is_same(self) -> bool:
        """Whether every row came again as it was."""
        return not (self.missing or self.added or self.different)


def compare(trial: duckdb.DuckDBPyConnection, left_out: frozenset[str]) -> Comparison:
    """Compare `replay.decisions` with what the trial has decided.

    left_out  columns that say something else for a reason that is none of the day's
    """
    columns = [
        row[0]
        for row in trial.execute("describe replay.decisions").fetchall()
        if row[0] not in {"decision_id", *left_out}
    ]
    trial.execute(_JOINED.format(differs=_any_differs(columns)))
    missing, added, different, rows_then = _row(
        trial,
        """
        select
            count(*) filter (where now_id is null),
            count(*) filter (where then_id is null),
            count(*) filter (where is_different and then_id is not null and now_id is not null),
            count(then_id)
        from compared
        """,
    )
    counts = ", ".join(
        f"count(*) filter (where kept.{name(column)} is distinct from now.{name(column)})"
        for column in columns
    )
    by_column = _row(
        trial,
        f"select {counts} from then_rows as kept"
        " inner join now_rows as now on kept.decision_id = now.decision_id",
    )
    found = sorted(zip(columns, by_column, strict=True), key=lambda pair: (-pair[1], pair[0]))
    campaigns = trial.execute(
        "select campaign_id, count(*) from compared where is_different"
        " group by campaign_id order by count(*) desc, campaign_id"
    ).fetchall()
    return Comparison(
        rows_then=rows_then,
        missing=missing,
        added=added,
        different=different,
        columns=tuple(pair for pair in found if pair[1]),
        campaigns=tuple((row[0], row[1]) for row in campaigns),
        erased_rows=_row(trial, _ERASED)[0],
        moved_records=_row(trial, "select count(*) from moved")[0],
        moved_rows=_row(trial, _MOVED_ROWS)[0],
        moved_customers=tuple((row[0], row[1]) for row in trial.execute(_MOVED_PAIRS).fetchall()),
    )


def _any_differs(columns: list[str]) -> str:
    return " or ".join(f"kept.{name(c)} is distinct from now.{name(c)}" for c in columns)


def _row(trial: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = trial.execute(query).fetchone()
    assert row is not None
    return tuple(int(value) for value in row)


_JOINED = """
    create or replace temp table moved as
    select kept.customer_id as customer_id_then, now.customer_id as customer_id_now
    from replay.members as kept
    inner join identity.bridge_customer_records as now
        on
            kept.source_name = now.source_name
            and kept.source_record_id = now.source_record_id
    where kept.customer_id <> now.customer_id;

    create or replace temp table erased as
    select customer_id from replay.erased
    union
    select records.customer_id
    from state.erasures as erasures
    inner join identity.bridge_customer_records as records
        on
            erasures.source_name = records.source_name
            and erasures.source_record_id = records.source_record_id
    where erasures.customer_id in (select customer_id from replay.erased);

    create or replace temp table then_rows as
    select * from replay.decisions
    where customer_id not in (select customer_id from erased);

    create or replace temp table now_rows as
    select * from arbitration.fct_campaign_decisions
    where
        decision_date = (select decision_date from replay.day)
        and customer_id not in (select customer_id from erased);

    create or replace temp table compared as
    select
        kept.decision_id as then_id,
        now.decision_id as now_id,
        coalesce(kept.campaign_id, now.campaign_id) as campaign_id,
        coalesce(kept.customer_id, now.customer_id) as customer_id,
        {differs} as is_different
    from then_rows as kept
    full outer join now_rows as now on kept.decision_id = now.decision_id
"""
_ERASED = """
    select count(*) from replay.decisions
    where customer_id in (select customer_id from erased)
"""
_MOVED_ROWS = """
    select count(*) from compared
    where
        is_different
        and customer_id in (
            select customer_id_then from moved union select customer_id_now from moved
        )
"""
_MOVED_PAIRS = """
    select distinct customer_id_then, customer_id_now from moved
    order by customer_id_then, customer_id_now
"""
