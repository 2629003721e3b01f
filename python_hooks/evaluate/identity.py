"""`batuta evaluate identity`: who is who on any raw folder, beside the truth and Splink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from python_hooks.errors import UserError
from python_hooks.evaluate.errors_found import WrongPair, worst_errors
from python_hooks.evaluate.metrics import Metrics, ceiling, measure
from python_hooks.evaluate.truth import read_truth
from python_hooks.identity_room import PERSONS, IdentityRoom, open_identity_room
from python_hooks.progress import Steps
from python_hooks.settings import Settings
from python_hooks.train import train_in
from python_hooks.train.splink_model import INSTALL, has_splink

STATED_THRESHOLD = 0.95


@dataclass(frozen=True, slots=True)
class Result:
    """One way of finding out who is who, measured."""

    name: str
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured on one raw folder.

    results   identifiers alone; batuta by the weights in force; by weights trained on these rows;
              Splink's own model at the stated threshold, and at the best by the truth
    ceiling   the recall that is had if all that is compared is rightly decided
    worst     the errors that cost most pairs, of batuta by the weights in force
    note      why something is not there; empty where nothing is missing
    """

    record_count: int
    person_count: int
    unknown_count: int
    results: tuple[Result, ...]
    ceiling: float
    worst: tuple[WrongPair, ...]
    note: str


def evaluate_identity(
    settings: Settings, truth: Path, steps: Steps, *, with_splink: bool = True
) -> Evaluation:
    """Find out who is who on the raw folder of the settings, and measure it.

    truth        a file that says which person each source record is
    with_splink  train weights on the same rows, and run a model of Splink's own on them
    The user's warehouse and policy stay as they are. Raises `UserError` where files cannot be used,
    or truth and raw files have no record in common.
    """
    known = read_truth(truth)
    with open_identity_room(settings, "evaluate_identity", steps) as room:
        with room.reading() as warehouse:
            judged = _Judged(warehouse, known)
            if not judged.ranks:
                raise UserError(f"{truth} knows no record of {settings.raw}")
            results = [
                judged.result(warehouse, "shared identifiers alone", "certain_person_rank"),
                judged.result(warehouse, "batuta, weights in force", "person_rank"),
            ]
            highest = judged.ceiling(warehouse)
            worst = worst_errors(warehouse)
            records = _records(warehouse)
        note = ""
        if with_splink and has_splink():
            results += _trained_and_splink(room, judged, records, steps)
        elif with_splink:
            note = f"weights trained on these rows and Splink's own result need: {INSTALL}"
    return Evaluation(
        record_count=len(judged.ranks),
        person_count=len(set(judged.people)),
        unknown_count=len(records) - len(judged.ranks),
        results=tuple(results),
        ceiling=highest,
        worst=worst,
        note=note,
    )


class _Judged:
    """The records whose person is known, in one order."""

    def __init__(self, warehouse: duckdb.DuckDBPyConnection, truth: pa.Table) -> None:
        warehouse.register("given_truth", truth)
        warehouse.execute(
            "create or replace temp table truth as"
            " select records.record_rank, given_truth.person_id"
            " from identity.int_identity_records as records"
            " inner join given_truth using (source_name, source_record_id)"
        )
        rows = warehouse.execute("from truth order by record_rank").fetchall()
        self.ranks = [int(row[0]) for row in rows]
        self.people = [str(row[1]) for row in rows]

    def groups(self, warehouse: duckdb.DuckDBPyConnection, column: str) -> list[int]:
        """The person each record was made part of."""
        found = dict(
            warehouse.execute(
                f"select record_rank, {column} from identity.int_identity_persons"
            ).fetchall()
        )
        return [int(found[rank]) for rank in self.ranks]

    def result(self, warehouse: duckdb.DuckDBPyConnection, name: str, column: str) -> Result:
        return Result(name, measure(self.groups(warehouse, column), self.people))

    def ceiling(self, warehouse: duckdb.DuckDBPyConnection) -> float:
        places = {rank: place for place, rank in enumerate(self.ranks)}
        pairs = warehouse.execute(
            "select earlier_rank, later_rank from identity.int_identity_candidate_pairs"
        ).fetchall()
        return ceiling(
            self.groups(warehouse, "certain_person_rank"),
            self.people,
            [
                (places[one], places[other])
                for one, other in pairs
                if one in places and other in places
            ],
        )


def _trained_and_splink(
    room: IdentityRoom, judged: _Judged, records: pa.Table, steps: Steps
) -> Sequence[Result]:
    from python_hooks.evaluate.splink_own import splink_groups

    weights = room.trial.settings.home / "trained_weights.csv"
    train_in(room, weights, steps)
    with steps.step("finding out who is who by these weights"):
        room.weigh(weights, PERSONS)
    with room.reading() as warehouse:
        trained = judged.result(warehouse, "batuta, trained on these rows", "person_rank")
    with steps.step("Splink's own model on the same rows"):
        by_threshold = splink_groups(records)
    measured = {
        threshold: measure([groups[rank] for rank in judged.ranks], judged.people)
        for threshold, groups in by_threshold.items()
    }
    best = max(measured, key=lambda threshold: (measured[threshold].f1, threshold))
    return [
        trained,
        Result(f"Splink's own, from {STATED_THRESHOLD} on", measured[STATED_THRESHOLD]),
        Result(f"Splink's own, from {best} on (best by the truth)", measured[best]),
    ]


def _records(warehouse: duckdb.DuckDBPyConnection) -> pa.Table:
    """What Splink gets: the records as identity compares them."""
    return warehouse.execute(
        "select record_rank, first_name_key as first_name, last_name_key as last_name,"
        " first_name_key || ' ' || last_name_key as full_name,"
        " cast(birth_date as varchar) as birth_date, street_key as street, city_key as city,"
        " postal_code_key as postal_code, email, phone, customer_number, account_id"
        " from identity.int_identity_records order by record_rank"
    ).to_arrow_table()
