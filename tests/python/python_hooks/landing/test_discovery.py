from __future__ import annotations

import shutil
from typing import Any

import pytest

from python_hooks.errors import UserError
from python_hooks.landing.land import land

GOOD = "invoice,quantity\n1,2\n"


def test_deliveries_are_numbered_by_file_name(house: Any) -> None:
    for name in ("2026-02.csv", "2026-01.csv", "2026-10.csv"):
        house.put(f"pos/receipt_lines/{name}", GOOD)
    report = house.land()
    assert [(d.delivery, d.delivery_number) for d in report.deliveries] == [
        ("2026-01.csv", 1),
        ("2026-02.csv", 2),
        ("2026-10.csv", 3),
    ]
    assert house.rows("pos/receipt_lines", ["_delivery", "_delivery_number"])[2] == (
        "2026-10.csv",
        3,
    )


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("O'Neill's \"till\" [1]*?.csv", id="quotes and patterns"),
        pytest.param("Kassenbons März 🧾.csv", id="letters of the world"),
        pytest.param("_starts with a line.csv", id="a name that Spark would hide"),
        pytest.param("a:b;c.CSV", id="colons, and an upper-case ending"),
    ],
)
def test_any_file_name_will_do(house: Any, name: str) -> None:
    house.put(f"pos/receipt_lines/{name}", GOOD)
    house.land()
    assert house.rows("pos/receipt_lines", ["invoice", "_delivery"]) == [("1", name)]
    files = [path.name for path in (house.settings.landing / "pos/receipt_lines").iterdir()]
    assert all(file.startswith(("_schema", "00001_")) and file.isascii() for file in files)


def test_the_vendors_file_name_is_another_name_of_the_table(house: Any) -> None:
    house.put("Shopify/shopify_customer_data.csv", "id\n1\n")
    house.land()
    assert house.rows("shopify/customers", ["id"]) == [("1",)]


def test_an_absent_table_is_an_empty_one(house: Any) -> None:
    house.put("pos/receipt_lines.csv", GOOD)
    house.land()
    assert house.rows("shopify/customers") == []
    assert house.rows("shopify/customers", ["id", "email", "note", "_delivery"]) == []


def test_the_landing_tells_sql_what_it_holds(house: Any) -> None:
    house.put("pos/receipt_lines.csv", GOOD)
    (delivery,) = house.land().deliveries
    assert house.rows("landing/deliveries") == [
        ("pos", "receipt_lines", "receipt_lines.csv", "1", delivery.content_hash, "1")
    ]


def test_nothing_is_passed_over_silently(house: Any) -> None:
    house.put("shopify/customers.csv", "id\n1\n")
    for name in (
        "readme.txt",
        "poss/x.csv",
        "shopify/customer.csv",
        "shopify/shops.csv",
        "pos/receipt_line.csv",
        "pos/receipt_lines.xlsx",
        "pos/.DS_Store",
        "__MACOSX/._x.csv",
        "pos/~$receipt_lines.xlsx",
    ):
        house.put(name, "x")
    endings = ".parquet, .csv, .csv.gz, .ndjson, .ndjson.gz"
    assert house.land().warnings == (
        "pos/receipt_line.csv: ignored, pos has no table of this name; did you mean receipt_lines?",
        f"pos/receipt_lines.xlsx: ignored, its name ends in none of {endings}",
        "poss/: ignored, no source has this name; did you mean pos?",
        "readme.txt: ignored, it lies in no source's folder",
        "shopify/: ignored, no tables of these names: customer.csv, shops.csv",
    )


def test_all_problems_are_named_at_once(house: Any) -> None:
    house.put("pos/receipt_lines.csv", GOOD)
    house.put("pos/receipt_lines/2026.csv", GOOD)
    house.put("shopify/customers/1.csv", "email,note\na,b\n")
    house.put("shopify/customers/2.csv", "")
    house.put("shopify/customers/3.parquet", "not Parquet")

    with pytest.raises(UserError) as caught:
        house.land()

    first, *problems = str(caught.value).splitlines()
    assert "cannot be landed; nothing was changed" in first
    assert problems[0].strip().startswith("pos: receipt_lines and receipt_lines.csv both claim")
    assert problems[1:3] == [
        "  shopify/customers/1.csv: expected the column id; found email, note",
        "  shopify/customers/2.csv: expected a line of column names, found an empty file",
    ]
    assert "shopify/customers/3.parquet: expected a whole Parquet file" in problems[3]
    assert not house.settings.landing.exists()


def test_a_missing_column_is_named_with_all_its_spellings(house: Any) -> None:
    house.put("pos/receipt_lines.csv", "id;menge\n1;2\n")
    with pytest.raises(UserError, match="expected the column invoice or Invoice or InvoiceNo; qua"):
        house.land()


def test_a_folder_in_which_nothing_is_known(house: Any) -> None:
    house.put("tills/receipts.csv", GOOD)
    with pytest.raises(UserError) as caught:
        land(house.settings, may_be_empty=True)
    assert "tills/: ignored, no source has this name" in str(caught.value)
    assert "pos/: receipt_lines" in str(caught.value)


def test_no_raw_folder_is_a_mistake_unless_it_may_be_empty(house: Any) -> None:
    house.settings.raw.rmdir()
    with pytest.raises(UserError, match="does not exist"):
        house.land()
    report = land(house.settings, may_be_empty=True)
    assert report.warnings == (f"{house.settings.raw} holds no raw file; every raw table is empty",)
    assert house.rows("pos/receipt_lines") == []


def test_an_empty_raw_folder_is_a_mistake_unless_it_may_be_empty(house: Any) -> None:
    with pytest.raises(UserError, match="holds no raw file that batuta knows"):
        house.land()
    assert land(house.settings, may_be_empty=True).deliveries == ()


def test_a_raw_folder_that_was_lost_does_not_empty_the_landing(house: Any) -> None:
    house.put("pos/receipt_lines.csv", GOOD)
    house.land()
    shutil.rmtree(house.settings.raw)
    with pytest.raises(UserError):
        land(house.settings, may_be_empty=True)
    assert house.rows("pos/receipt_lines", ["invoice"]) == [("1",)]
