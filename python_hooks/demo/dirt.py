"""The dirt every real export has, laid on clean tables and counted, kind by kind.

A row that staging must turn away is an extra, spoilt copy under a key of its own, so
that the clean data, and with them the truth, stay whole. A bad field spoils it in place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.demo.arrays import Ints
from python_hooks.demo.dirt_rules import COPIED, REDELIVERED, RULES, Values


@dataclass
class DirtCounts:
    """How many rows of each kind lie in which table."""

    rows: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def add(self, source: str, table: str, kind: str, fate: str, count: int) -> None:
        """Count some rows of a kind."""
        if count:
            self.rows[source, table, kind, fate] += count

    @property
    def total(self) -> int:
        """All dirty rows."""
        return sum(self.rows.values())

    def as_rows(self) -> list[dict[str, str | int]]:
        """One entry per table and kind."""
        return [
            {"source": source, "table": table, "kind": kind, "fate": fate, "count": count}
            for (source, table, kind, fate), count in sorted(self.rows.items())
        ]


def soil(
    rng: np.random.Generator,
    source: str,
    table: str,
    rows: pa.Table,
    at_least: int,
    counts: DirtCounts,
) -> tuple[pa.Table, pa.Table | None]:
    """The table with its dirt, and what a later delivery brings again.

    Of each kind there are at least `at_least` rows, if the table has so many.
    """
    again: pa.Table | None = None
    rules = RULES.get((source, table), ())
    free = rng.permutation(rows.num_rows)
    clean = rows
    for number, rule in enumerate(rules):
        wanted = rule.share * clean.num_rows
        count = max(at_least, int(wanted + rng.random()))
        chosen, free = np.sort(free[:count]), free[count:]
        if not len(chosen):
            continue
        counts.add(source, table, rule.kind, rule.fate, len(chosen))
        if rule.how == REDELIVERED:
            again = clean.take(pa.array(chosen))
        elif rule.how == COPIED:
            copies = clean.take(pa.array(chosen))
            if rule.new_key:
                copies = _rekeyed(copies, rule.new_key, number)
            copies = _set(copies, rule.column, np.arange(len(chosen)), rule.values)
            rows = pa.concat_tables([rows, copies.cast(rows.schema)])
        else:
            rows = _set(rows, rule.column, chosen, rule.values)
    return rows, again


def _set(rows: pa.Table, column: str, chosen: Ints, values: Values) -> pa.Table:
    old = rows[column].combine_chunks()
    mask = np.zeros(rows.num_rows, dtype=bool)
    mask[chosen] = True
    texts = old.filter(pa.array(mask)).cast(pa.string()).to_pylist()
    spoilt = [_spoilt(values[number % len(values)], text) for number, text in enumerate(texts)]
    new = pa.array(spoilt, pa.string())
    changed = pc.replace_with_mask(old, pa.array(mask), new.cast(old.type))
    return rows.set_column(rows.schema.get_field_index(column), column, changed)


def _rekeyed(rows: pa.Table, column: str, number: int) -> pa.Table:
    old = rows[column].combine_chunks()
    if pa.types.is_integer(old.type):
        new = pc.add(old, 50_000_000)
    else:
        new = pc.binary_join_element_wise(old, pa.scalar(f"-{number}"), "")
    return rows.set_column(rows.schema.get_field_index(column), column, new)


def _spoilt(value: str | None, text: str | None) -> str | None:
    return value if value is None else value.replace("{}", text or "")
