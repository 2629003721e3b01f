from __future__ import annotations

from typing import Any

import duckdb
import pytest

from python_hooks.errors import UserError


@pytest.mark.parametrize(
    "value, text",
    [
        pytest.param("12346::bigint", "12346", id="whole numbers"),
        pytest.param("12346::double", "12346.0", id="doubles keep their point"),
        pytest.param("0.1::double", "0.1", id="doubles are their shortest text"),
        pytest.param("'nan'::double", None, id="not a number is nothing"),
        pytest.param("1.50::decimal(9, 2)", "1.50", id="decimals keep their places"),
        pytest.param("true", "true", id="booleans"),
        pytest.param("date '2026-01-31'", "2026-01-31", id="dates"),
        pytest.param("timestamp '2026-01-31 09:30:00'", "2026-01-31 09:30:00", id="timestamps"),
        pytest.param(
            "timestamp_ns '2026-01-31 09:30:00.123456789'",
            "2026-01-31 09:30:00.123456",
            id="timestamps are kept to the microsecond",
        ),
        pytest.param(
            "timestamptz '2026-01-31 09:30:00+01'",
            "2026-01-31 08:30:00Z",
            id="timestamps with a zone are UTC and say so",
        ),
        pytest.param("{'a': [1, 2], 'b': 'x'}", '{"a":[1,2],"b":"x"}', id="nested values"),
        pytest.param("'abc'::blob", "abc", id="bytes that are text"),
        pytest.param("'\\xFF\\x00'::blob", "FF00", id="bytes that are no text"),
        pytest.param("'  '", None, id="blank text"),
    ],
)
def test_every_value_has_one_text(house: Any, value: str, text: str | None) -> None:
    house.put_parquet("pos/receipt_lines.parquet", f"select {value} as Invoice, 1 as quantity")
    house.land()
    assert house.rows("pos/receipt_lines", ["invoice"]) == [(text,)]


def test_rows_are_numbered_as_in_the_file(house: Any) -> None:
    house.put_parquet(
        "pos/receipt_lines/a.parquet",
        "select range as InvoiceNo, 1 as Quantity from range(300000)",
    )
    house.land()
    landed = duckdb.read_parquet(f"{house.settings.landing}/pos/receipt_lines/*.parquet")
    assert landed.filter("_row_number <> cast(invoice as bigint) + 1").fetchall() == []
    assert landed.aggregate("count(*)").fetchall() == [(300000,)]


@pytest.mark.parametrize("kept", [pytest.param(0.5, id="half"), pytest.param(0, id="nothing")])
def test_a_truncated_file_is_named(house: Any, kept: float) -> None:
    path = house.put_parquet(
        "pos/receipt_lines/a.parquet", "select range as invoice, 1 as quantity from range(1000)"
    )
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])

    with pytest.raises(UserError, match=r"receipt_lines/a.parquet: expected a whole Parquet file"):
        house.land()
    assert not house.settings.landing.exists()


def test_a_file_that_is_broken_inside_is_named(house: Any) -> None:
    path = house.put_parquet(
        "pos/receipt_lines/a.parquet",
        "select 'invoice ' || range as invoice, random() as quantity from range(20000)",
    )
    content = bytearray(path.read_bytes())
    content[1000:60000] = b"\xff" * 59000
    path.write_bytes(bytes(content))

    with pytest.raises(UserError, match=r"pos/receipt_lines/a\.parquet: "):
        house.land()
    assert not house.settings.landing.exists()
