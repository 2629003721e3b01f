"""What data a parameter file says it was learned from."""

from __future__ import annotations

import duckdb

from python_hooks.train.data_hash import data_hash


def hashed(rows: str) -> str:
    with duckdb.connect() as connection:
        connection.execute(f"create table told as from (values {rows}) as told (name, day)")
        return data_hash(connection, "told", ("name", "day"))


def test_the_order_of_rows_says_nothing() -> None:
    assert hashed("('a', 1), ('b', null)") == hashed("('b', null), ('a', 1)")


def test_any_value_and_any_row_counts_even_one_that_stands_there_twice() -> None:
    seen = {
        hashed(rows)
        for rows in ("('a', 1)", "('a', 2)", "('a', null)", "('a', 1), ('a', 1)", "('b', 1)")
    }
    assert len(seen) == 5
    assert all(len(found) == 12 for found in seen)
