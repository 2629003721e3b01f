"""Which value of a golden field survives, candidate after candidate dropped: for comparison."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

ADDRESS = ("street", "city", "postal_code", "country")
NAMES = ("first_name", "last_name", "street", "city")


@dataclass(frozen=True, slots=True)
class Record:
    """A source record of a person."""

    customer_id: str
    source_name: str
    source_record_id: str
    values: Mapping[str, str]
    is_email_verified: bool | None
    is_deleted: bool | None
    created_at: datetime | None
    updated_at: datetime | None

    def changed_at(self, as_of: datetime) -> datetime | None:
        """When it last changed, as far as a run may know."""
        if self.updated_at is not None and self.updated_at <= as_of:
            return self.updated_at
        return self.created_at


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of survivorship_rules.csv."""

    strategy: str = "most_recent"
    source_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Golden:
    """What survived of one field."""

    value: str
    source_name: str
    source_record_id: str
    updated_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class House:
    """What all fields are judged by."""

    rules: Mapping[str, Rule]
    sources: Sequence[str]
    placeholders: frozenset[tuple[str, str]]
    as_of: datetime


def golden_record(records: Sequence[Record], house: House) -> dict[str, Golden]:
    """The golden record of one person."""
    alive = [record for record in records if not record.is_deleted]
    fields = {field for record in alive for field in record.values}
    found = {
        field: golden
        for field in fields
        if (golden := _survivor(_who_knows(alive, field, house), field, house)) is not None
    }
    if "street" in found:
        for field in ("city", "postal_code", "country"):
            if field in found:
                found.pop(field)
                _complete_address(found, field, alive, house)
    return found


def _complete_address(
    found: dict[str, Golden], field: str, alive: Sequence[Record], house: House
) -> None:
    """What the record of the street says goes first, then others of that address."""
    street = found["street"]
    key = (street.source_name, street.source_record_id)
    owner = next(r for r in alive if (r.source_name, r.source_record_id) == key)
    knowing = _who_knows(alive, field, house)
    same = [r for r in knowing if _is_same_address(owner, r)]
    is_settled = "city" in owner.values or "postal_code" in owner.values
    if owner in knowing:
        nearest = [owner]
    elif field == "country":
        nearest = same or knowing
    elif is_settled:
        nearest = same
    else:
        nearest = [r for r in _town_giver(owner, alive, house) if r in knowing]
    golden = _survivor(nearest, field, house)
    if golden is None:
        return
    tells = {_key(r, field, house) for r in knowing}
    near = {_key(r, field, house) for r in nearest}
    if near != tells and len(near) == 1:
        golden = Golden(
            golden.value, golden.source_name, golden.source_record_id, golden.updated_at, "address"
        )
    found[field] = golden


def _town_giver(owner: Record, alive: Sequence[Record], house: House) -> list[Record]:
    """The one record that says the town of a street whose own record knows none, if any does."""
    givers = [
        record
        for record in alive
        if {"city", "postal_code"} & set(record.values)
        and (_is_same_address(owner, record) or "street" not in record.values)
    ]

    def order(record: Record) -> tuple[object, ...]:
        changed_at = record.changed_at(house.as_of)
        return (
            not _is_same_address(owner, record),
            -len({"city", "postal_code"} & set(record.values)),
            changed_at is None,
            changed_at and -changed_at.timestamp(),
            record.created_at is None,
            record.created_at,
            record.source_name,
            record.source_record_id,
        )

    return [min(givers, key=order)] if givers else []


def _is_same_address(owner: Record, other: Record) -> bool:
    def agree(field: str) -> bool:
        one, two = owner.values.get(field), other.values.get(field)
        return one is None or two is None or fold(one) == fold(two)

    return "street" in other.values and all(map(agree, ("street", "city", "postal_code")))


def _who_knows(records: Sequence[Record], field: str, house: House) -> list[Record]:
    return [
        record
        for record in records
        if field in record.values and (field, record.values[field]) not in house.placeholders
    ]


def _survivor(records: Sequence[Record], field: str, house: House) -> Golden | None:
    """Drop candidates step by step; the last step that dropped another value decided."""
    if not records:
        return None
    rule = house.rules.get(field, Rule())
    left, decided_by = list(records), "only_value"
    for name, judge in _steps(rule, field, records, house):
        best = min(judge(record) for record in left)
        dropped = {_key(r, field, house) for r in left if judge(r) != best}
        left = [record for record in left if judge(record) == best]
        if dropped - {_key(record, field, house) for record in left}:
            decided_by = name
    (winner,) = left
    return Golden(
        winner.values[field],
        winner.source_name,
        winner.source_record_id,
        winner.changed_at(house.as_of),
        decided_by,
    )


Judge = Callable[[Record], tuple[object, ...]]


def _steps(
    rule: Rule, field: str, records: Sequence[Record], house: House
) -> list[tuple[str, Judge]]:
    counts = Counter(_key(record, field, house) for record in records)

    def trust(record: Record) -> tuple[object, ...]:
        listed = rule.source_order
        if record.source_name in listed:
            return 0, listed.index(record.source_name)
        return 1, house.sources.index(record.source_name)

    def recency(record: Record) -> tuple[object, ...]:
        changed_at = record.changed_at(house.as_of)
        return (changed_at is None, changed_at and -changed_at.timestamp())

    by_strategy: dict[str, list[tuple[str, Judge]]] = {
        "most_recent": [],
        "most_trusted": [("trust", trust)],
        "verified_first": [
            ("verified", lambda r: (not (field == "email" and r.is_email_verified),)),
            ("trust", trust),
        ],
        "most_frequent": [("frequency", lambda r: (-counts[_key(r, field, house)],))],
        "longest": [("length", lambda r: (-len(r.values[field]),))],
    }
    return [
        *by_strategy[rule.strategy],
        ("recency", recency),
        ("trust", trust),
        ("record_order", lambda r: (r.created_at is None, r.created_at)),
        ("record_order", lambda r: (r.source_name, r.source_record_id)),
    ]


def _key(record: Record, field: str, house: House) -> str:
    """Two values of one key are the same value in another spelling."""
    value = record.values[field]
    is_counted = house.rules.get(field, Rule()).strategy == "most_frequent"
    return (fold(value) if is_counted and field in NAMES else value).lower()


def fold(value: str) -> str:
    """Without case, accents and punctuation."""
    letters = unicodedata.normalize("NFD", value.lower())
    unmarked = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(unmarked.split())
