"""The moments of days in a row: one local time, whatever the clocks do."""

from __future__ import annotations

from datetime import date

import pytest

from python_hooks.errors import UserError
from python_hooks.job.days import days_through, morning_of, parse_day


def test_days_keep_their_local_time_when_the_clocks_change() -> None:
    days = days_through("2026-03-28 05:00:00", "2026-03-30", "Europe/Madrid")

    assert days == ["2026-03-28 05:00:00", "2026-03-29 04:00:00", "2026-03-30 04:00:00"]
    assert days_through("2026-03-28T07:30:00+02:00", "", "UTC") == ["2026-03-28T07:30:00+02:00"]


def test_a_morning_is_six_o_clock_of_the_business() -> None:
    assert morning_of(date(2026, 7, 1), "Europe/Madrid") == "2026-07-01 04:00:00"
    assert morning_of(date(2026, 1, 1), "America/New_York") == "2026-01-01 11:00:00"


@pytest.mark.parametrize("through, said", [("soon", "is not a date"), ("2026-03-27", "is before")])
def test_mistaken_ends(through: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        days_through("2026-03-28 05:00:00", through, "UTC")


def test_a_date_that_is_none_is_named() -> None:
    with pytest.raises(UserError, match="--from '2026-02-30' is not a date"):
        parse_day("2026-02-30", "--from")
