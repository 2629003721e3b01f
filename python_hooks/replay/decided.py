"""A decided day and the publications around it: what its rows had seen, and what not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from python_hooks.errors import UserError


@dataclass(frozen=True, slots=True)
class PublishedRun:
    """A publication; None where an older batuta did not keep it.

    is_seen  whether the rows that are compared were decided after it, knowing of it
    """

    run_id: str
    as_of: datetime
    policy_version: str
    code_version: str | None
    facts_version: str | None
    parameters: Mapping[str, object] | None
    is_seen: bool


@dataclass(frozen=True, slots=True)
class DecidedDay:
    """The rows of a day, and the publications of that day in the order they were made.

    as_of  the moment they were decided as of, UTC
    """

    day: date
    as_of: datetime
    policy_version: str
    row_count: int
    runs: tuple[PublishedRun, ...]

    @property
    def own_run(self) -> PublishedRun | None:
        """The publication of these rows; None where the run that wrote them reserved nothing."""
        same = [
            run
            for run in self.runs
            if (run.as_of, run.policy_version) == (self.as_of, self.policy_version)
        ]
        return min(reversed(same), key=lambda run: run.is_seen, default=None)

    @property
    def nearest_run(self) -> PublishedRun:
        """Their own publication, else the last of the day."""
        return self.own_run or self.runs[-1]

    @property
    def was_decided_again(self) -> bool:
        """Whether the rows were written once more, after their publication or without one."""
        return self.own_run is None or self.own_run.is_seen

    @property
    def seen_run_ids(self) -> tuple[str, ...]:
        """The publications of the day that the rows had seen."""
        return tuple(run.run_id for run in self.runs if run.is_seen)

    @property
    def known_until(self) -> datetime:
        """What a publication as of then or before had read was known."""
        return max([self.as_of, *(run.as_of for run in self.runs if run.is_seen)])


def find_decided_day(warehouse: duckdb.DuckDBPyConnection, text: str) -> DecidedDay:
    """The decided and published day of a date, or `UserError` saying why there is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"date '{text}' is not a date; write it like 2026-01-31") from error
    decided = warehouse.execute(
        """
        select decided_at, policy_version, count(*)
        from arbitration.fct_campaign_decisions
        where decision_date = ?
        group by decided_at, policy_version
        """,
        [day],
    ).fetchall()
    runs = _published_runs(warehouse, day, decided[0][0] if decided else None)
    if not runs:
        raise UserError(_not_published(warehouse, day, bool(decided)))
    if not decided:
        # A day on which nobody was a candidate has a publication and no rows.
        return DecidedDay(day, runs[-1].as_of, runs[-1].policy_version, 0, runs)
    decided_at, policy_version, row_count = decided[0]
    return DecidedDay(day, decided_at, policy_version, row_count, runs)


def _published_runs(
    warehouse: duckdb.DuckDBPyConnection, day: date, decided_at: datetime | None
) -> tuple[PublishedRun, ...]:
    """In the order of publication, which `published_at` tells, whatever moment each was of.

    Rows that had seen a publication keep its contacts as `already_published`. One that
    reserved nothing can only have come before rows of a later moment.
    """
    rows = _dicts(
        warehouse,
        """
        with contacts as (
            select
                contacts.run_id,
                max(contacts.published_at) as published_at,
                bool_or(coalesce(decisions.reason = 'already_published', false)) as is_kept
            from state.published_contacts as contacts
            left join arbitration.fct_campaign_decisions as decisions
                on
                    contacts.decision_id = decisions.decision_id
                    and decisions.decision_date = $1
            where contacts.contact_date = $1
            group by contacts.run_id
        )
        select runs.*, coalesce(contacts.is_kept, runs.as_of < $2, false) as is_seen
        from state.published_runs as runs
        left join contacts on runs.run_id = contacts.run_id
        where runs.decision_date = $1
        order by coalesce(contacts.published_at, runs.as_of), runs.run_id
        """,
        [day, decided_at],
    )
    return tuple(
        PublishedRun(
            run_id=row["run_id"],
            as_of=row["as_of"],
            policy_version=row["policy_version"],
            code_version=row.get("code_version"),
            facts_version=row.get("facts_version"),
            parameters=json.loads(row["run_parameters"]) if row.get("run_parameters") else None,
            is_seen=row["is_seen"],
        )
        for row in rows
    )


def _not_published(warehouse: duckdb.DuckDBPyConnection, day: date, is_decided: bool) -> str:
    if is_decided:
        return (
            f"{day} was decided but never published, and only a publication keeps what was"
            " known; a preview cannot be decided again"
        )
    first, last = warehouse.execute(
        "select min(decision_date), max(decision_date) from state.published_runs"
    ).fetchall()[0]
    if first is None:
        return f"{day} was never decided, and no other day was published yet"
    return f"{day} was never decided; the first day published is {first}, the last {last}"


def _dicts(
    warehouse: duckdb.DuckDBPyConnection, query: str, values: Sequence[object]
) -> list[dict[str, Any]]:
    """Rows by column name: a warehouse of an older batuta has fewer columns."""
    cursor = warehouse.execute(query, list(values))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
