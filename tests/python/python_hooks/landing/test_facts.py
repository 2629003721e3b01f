from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from python_hooks.landing.facts import DayOfMoments, default_as_of, newest_fact, newest_of

DAY = date(2026, 1, 1)


def days(*parts: tuple[int, int]) -> list[DayOfMoments]:
    return [
        DayOfMoments(
            DAY + timedelta(days=offset),
            count,
            datetime.combine(DAY + timedelta(days=offset), datetime.min.time()),
        )
        for offset, count in parts
    ]


@pytest.mark.parametrize(
    "parts, newest, far",
    [
        pytest.param([(0, 500), (1, 500)], 1, None, id="the last day"),
        pytest.param([(0, 500), (29, 1)], 29, None, id="a lonely one is not far after a month"),
        pytest.param([(0, 500), (3650, 1)], 0, 3650, id="a typing error"),
        pytest.param([(0, 5000), (40, 5)], 0, 40, id="a few, of many"),
        pytest.param([(0, 5000), (40, 6)], 40, None, id="more than a thousandth are no error"),
        pytest.param([(0, 5), (3650, 1)], 3650, None, id="of a few moments none is an error"),
    ],
)
def test_newest_of(parts: list[tuple[int, int]], newest: int, far: int | None) -> None:
    fact = newest_of("c", days(*parts))
    assert fact.moment.startswith(str(DAY + timedelta(days=newest)))
    assert fact.far_moment[:10] == (str(DAY + timedelta(days=far)) if far is not None else "")


@pytest.mark.parametrize(
    "written, moment",
    [
        pytest.param("2026-01-31 09:30:00", "2026-01-31 08:30", id="naive: the source's zone"),
        pytest.param("2026-01-31T09:30:00.5Z", "2026-01-31 09:30", id="UTC"),
        pytest.param("2026-01-31T09:30:00+05:00", "2026-01-31 04:30", id="an offset"),
        pytest.param("31/01/2026 9:30", "2026-01-31 08:30", id="day first"),
        pytest.param("1/31/2026", "2026-01-30 23:00", id="can only be month first"),
        pytest.param("31.01.2026 09:30:00", "2026-01-31 08:30", id="dots"),
    ],
)
def test_moments_as_exports_write_them(house: Any, written: str, moment: str) -> None:
    house.put(
        "pos/receipt_lines.csv",
        f"invoice,quantity,InvoiceDate\n1,1,{written}\n2,1,2001-01-01\n3,1,soon\n4,1,\n5,1,3026-01-01\n",
    )
    newest = newest_fact(house.land())
    assert newest == datetime.fromisoformat(moment).replace(tzinfo=UTC) + timedelta(
        milliseconds=500 if ".5" in written else 0
    )


def test_the_newest_of_all_tables(house: Any) -> None:
    house.put("pos/receipt_lines.csv", "invoice,quantity,InvoiceDate\n1,1,2011-12-09 12:50:00\n")
    house.put("shopify/customers.csv", "id,created_at\n1,2012-01-01 00:00:00\n")
    assert newest_fact(house.land()) == datetime(2012, 1, 1, tzinfo=UTC)


def test_no_fact_at_all(house: Any) -> None:
    house.put("pos/receipt_lines.csv", "invoice,quantity\n1,1\n")
    assert newest_fact(house.land()) is None


def test_a_far_fact_is_reported(house: Any) -> None:
    rows = "".join(f"{n},1,2026-01-01\n" for n in range(200))
    house.put("pos/receipt_lines.csv", f"invoice,quantity,InvoiceDate\n{rows}x,1,2062-01-01\n")
    (warning,) = house.land().warnings
    assert "invoice_date reaches 2061-12-31 23:00:00" in warning


@pytest.mark.parametrize(
    "newest, zone, as_of",
    [
        pytest.param("2011-12-09 12:50", "UTC", "2011-12-10 06:00", id="UTC"),
        pytest.param(
            "2011-12-09 23:30", "Europe/Madrid", "2011-12-11 05:00", id="already tomorrow"
        ),
        pytest.param("2026-03-28 12:00", "Europe/Madrid", "2026-03-29 04:00", id="summer begins"),
        pytest.param("2026-01-01 02:00", "America/New_York", "2026-01-01 11:00", id="still today"),
    ],
)
def test_the_morning_after(newest: str, zone: str, as_of: str) -> None:
    moment = datetime.fromisoformat(newest).replace(tzinfo=UTC)
    assert default_as_of(moment, zone) == datetime.fromisoformat(as_of).replace(tzinfo=UTC)
