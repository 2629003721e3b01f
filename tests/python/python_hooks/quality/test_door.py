from __future__ import annotations

import json
from typing import Any

from python_hooks.quality import DoorVerdict, check_door

AS_OF = "2026-02-01 06:00:00"
HEADER = "invoice,quantity,InvoiceDate,Customer ID\n"
GOOD = [f"{n},1,2026-01-31 10:00:00,{n}" for n in range(200)]


def check(house: Any, rows: list[str], as_of: str = AS_OF) -> DoorVerdict:
    house.put("pos/receipt_lines.csv", HEADER + "\n".join(rows) + "\n")
    return check_door(house.settings, house.land(), as_of)


def test_good_files_pass(house: Any) -> None:
    verdict = check(house, GOOD)
    assert (verdict.failed_critical, verdict.warnings) == ((), ())
    assert verdict.passed_count >= 5


def test_a_key_that_is_never_filled_stops_the_run(house: Any) -> None:
    verdict = check(house, [f",1,2026-01-31,{n}" for n in range(200)])
    assert verdict.failed_critical == (
        "pos/receipt_lines: share of rows whose invoice is filled: 0, expected 0.001 to 1",
    )


def test_mostly_unreadable_rows_stop_the_run(house: Any) -> None:
    verdict = check(house, GOOD[:60] + ["only one cell"] * 140)
    assert verdict.failed_critical == (
        "pos/receipt_lines: share of rows that cannot be read: 0.700, expected at most 0.500",
    )


def test_what_looks_wrong_is_reported(house: Any) -> None:
    rows = [
        f"{n},{'a lot' if n < 50 else 1},{'soon' if n < 50 else '2026-01-01'},7" for n in range(200)
    ]
    assert check(house, rows).warnings == (
        "pos/receipt_lines: days from the newest row to as_of: 31.292, expected at most 7",
        "pos/receipt_lines: quantity is a number: 75.0%, expected 98%",
        "pos/receipt_lines: invoice_date is a date: 75.0%, expected 95%",
    )


def test_ranges_are_of_the_values_that_are_numbers(house: Any) -> None:
    rows = [f"{n},{10**6 if n < 20 else 1},2026-01-31,7" for n in range(200)]
    assert check(house, rows).warnings == (
        "pos/receipt_lines: quantity lies between -10,000 and 10,000: 90.0%, expected 99%",
    )


def test_volumes_are_held_against_the_last_run(house: Any) -> None:
    check(house, GOOD)
    verdict = check(house, GOOD[:100], "2026-02-02 06:00:00")
    assert verdict.warnings == (
        "pos/receipt_lines: rows, where the last run had 200: 100, expected 180 to 600",
    )
    again = check(house, GOOD[:100], "2026-02-02T07:00:00+01:00")
    assert again.warnings == verdict.warnings


def test_a_table_that_no_longer_arrives_is_missed(house: Any) -> None:
    house.put("shopify/customers.csv", "id\n1\n2\n")
    check(house, GOOD)
    (house.settings.raw / "shopify/customers.csv").unlink()
    verdict = check(house, GOOD, "2026-02-02 06:00:00")
    assert verdict.warnings == (
        "shopify/customers: rows, where the last run had 2: 0, expected 1 to 6",
    )


def test_results_are_kept_without_values_of_persons(house: Any) -> None:
    secret = "maria@example.com"
    house.put("shopify/customers.csv", "id,email\n" + f"1,{secret}\n2,no address\n" * 60)
    check(house, GOOD)

    (record,) = (house.settings.home / "quality").iterdir()

    text = record.read_text()
    content = json.loads(text)
    assert record.name.startswith("20260201T060000Z-")
    assert content["row_counts"] == {"pos/receipt_lines": 200, "shopify/customers": 120}
    missed = [f["expectation"]["claim"] for f in content["findings"] if not f["is_met"]]
    assert "email holds an @" in missed
    assert secret not in text
    assert "no address" not in text


def test_keys_come_once_per_delivery(house: Any) -> None:
    for name in ("1", "2"):
        house.put(f"shopify/customers/{name}.csv", "id\n1\n2\n")
    assert not any("come once" in warning for warning in check(house, GOOD).warnings)
    house.put("shopify/customers/3.csv", "id\n1\n1\n1\n1\n1\n")
    assert any("come once" in warning for warning in check(house, GOOD).warnings)
