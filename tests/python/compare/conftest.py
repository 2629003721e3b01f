"""Small comparisons made by hand: what two sides decided, without deciding anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from python_hooks.compare.collect import open_collection
from python_hooks.compare.match import match_contacts
from python_hooks.compare.summarise import summarise

FIRST = date(2026, 7, 1)


@dataclass(frozen=True)
class Decided:
    """A decision of one side. Both sides name it by day, person, campaign and channel."""

    side: str
    customer: str
    campaign: str = "welcome"
    channel: str = "email"
    day: date = FIRST
    outcome: str = "selected"
    reason: str = "selected"
    value: Decimal = Decimal("1.5000")
    segment: str = "loyal"
    purpose: str = "marketing"

    @property
    def decision(self) -> str:
        return f"{self.day}|{self.customer}|{self.campaign}|{self.channel}"


@dataclass
class ByHand:
    """A collection with what was decided by hand, matched and summarised."""

    collection: duckdb.DuckDBPyConnection
    decided: list[Decided] = field(default_factory=list)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.collection.execute(query).fetchall()


Make = Callable[[Iterable[Decided]], AbstractContextManager[ByHand]]


@pytest.fixture
def by_hand(tmp_path: Path) -> Make:
    """Puts decisions where a comparison reads them: contacts collected, the rest in warehouses."""

    @contextmanager
    def make(decided: Iterable[Decided]) -> Any:
        rows = list(decided)
        warehouses = {}
        for side in ("A", "B"):
            warehouses[side] = tmp_path / side / "warehouse.duckdb"
            warehouses[side].parent.mkdir(exist_ok=True)
            warehouses[side].unlink(missing_ok=True)
            _write_decisions(warehouses[side], [row for row in rows if row.side == side])
        (tmp_path / "collection.duckdb").unlink(missing_ok=True)
        with open_collection(tmp_path / "collection.duckdb") as collection:
            for row in rows:
                if row.outcome == "selected":
                    place = [row.side, row.day, row.decision, row.customer, row.campaign]
                    kind = [row.channel, row.purpose, row.segment, row.value]
                    collection.execute(
                        "insert into contacts values (?, ?, ?, ?, ?, ?, ?, 1, 1, ?, 'new', ?, 0.5)",
                        [*place, *kind],
                    )
                collection.execute(
                    "insert into outcomes values (?, ?, ?, ?, ?, ?, 1)",
                    [row.side, row.day, row.campaign, row.channel, row.outcome, row.reason],
                )
            match_contacts(collection, warehouses)
            summarise(collection)
            yield ByHand(collection, rows)

    return make


def _write_decisions(warehouse: Path, rows: list[Decided]) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            """
            create schema arbitration;
            create table arbitration.fct_campaign_decisions (
                decision_id varchar, decision_date date, outcome varchar, reason varchar,
                blocked_by_id varchar
            )
            """
        )
        for row in rows:
            connection.execute(
                "insert into arbitration.fct_campaign_decisions values (?, ?, ?, ?, null)",
                [row.decision, row.day, row.outcome, row.reason],
            )
