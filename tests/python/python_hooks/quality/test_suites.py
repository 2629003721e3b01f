from __future__ import annotations

import pytest

from python_hooks.landing.declared import RawColumn, RawTable
from python_hooks.quality.expectations import Expectation, Finding, Frame
from python_hooks.quality.suites import suite_for

TABLE = RawTable(
    "shopify",
    "orders",
    ("orders",),
    (
        RawColumn("id", is_required=True),
        RawColumn("created_at", is_required=True, is_fact_time=True),
        RawColumn("customer_id", is_required=True),
        RawColumn("email"),
        RawColumn("total_price"),
    ),
)
COLUMNS = ("id", "created_at", "customer_id", "total_price")


def critical(row_count: int) -> set[str]:
    suite = suite_for(TABLE, COLUMNS, row_count, None)
    return {e.column for e in suite.expectations if e.is_critical}


def test_a_broken_export_stops_the_run() -> None:
    assert critical(5000) == {"unreadable_share", "filled_share:id", "filled_share:created_at"}


def test_a_small_file_never_does() -> None:
    assert critical(3) == set()


def test_only_columns_that_arrived_are_looked_at() -> None:
    columns = {e.column for e in suite_for(TABLE, COLUMNS, 10, None).expectations}
    assert "total_price" in columns
    assert "email" not in columns


def test_a_table_without_rows_is_held_against_its_volume_only() -> None:
    suite = suite_for(TABLE, COLUMNS, 0, 50)
    assert [e.column for e in suite.expectations] == ["row_count", "unreadable_share"]


def test_a_first_run_has_no_volume_to_be_held_against() -> None:
    columns = {e.column for e in suite_for(TABLE, COLUMNS, 10, None).expectations}
    assert "row_count" not in columns


@pytest.mark.parametrize(
    "expectation, observed, text",
    [
        pytest.param(
            Expectation("email", "email holds an @", Frame.CELLS, pattern="@", share=0.95),
            0.5,
            "crm/people: email holds an @: 50.0%, expected 95%",
            id="a share of cells",
        ),
        pytest.param(
            Expectation("row_count", "rows", minimum=900.0, maximum=3000.0),
            12.0,
            "crm/people: rows: 12, expected 900 to 3,000",
            id="between",
        ),
        pytest.param(
            Expectation("days_behind", "days behind", maximum=7.0),
            9.5,
            "crm/people: days behind: 9.500, expected at most 7",
            id="at most",
        ),
    ],
)
def test_findings_are_sentences(expectation: Expectation, observed: float, text: str) -> None:
    assert Finding("crm/people", expectation, False, observed).text == text
