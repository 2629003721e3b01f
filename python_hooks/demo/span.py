"""The days a company lives through, and what time it is where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from python_hooks.demo.arrays import DAY, Ints
from python_hooks.demo.places import COUNTRIES


@dataclass(frozen=True)
class Span:
    """The first to the last day of the data, both included."""

    until: date
    days: int

    @property
    def start(self) -> date:
        """The first day."""
        return self.until - timedelta(days=self.days - 1)

    @cached_property
    def begin(self) -> int:
        """Epoch second at which the first day begins."""
        return int(
            datetime(self.start.year, self.start.month, self.start.day, tzinfo=UTC).timestamp()
        )

    @property
    def end(self) -> int:
        """Epoch second at which the last day is over."""
        return self.begin + self.days * DAY

    @cached_property
    def dates(self) -> list[date]:
        """Every day."""
        return [self.start + timedelta(days=number) for number in range(self.days)]

    @cached_property
    def months(self) -> Ints:
        """Month (0 to 11) of each day."""
        return np.array([day.month - 1 for day in self.dates], dtype=np.int64)

    @cached_property
    def weekdays(self) -> Ints:
        """Weekday (0 = Monday) of each day."""
        return np.array([day.weekday() for day in self.dates], dtype=np.int64)

    @cached_property
    def offsets(self) -> Ints:
        """Seconds east of UTC at noon: one row per country, one column per day."""
        noons = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in self.dates]
        rows = [
            [
                int(
                    (
                        noon.astimezone(ZoneInfo(country.time_zone)).utcoffset() or timedelta()
                    ).total_seconds()
                )
                for noon in noons
            ]
            for country in COUNTRIES
        ]
        return np.array(rows, dtype=np.int64).reshape(len(COUNTRIES), self.days)

    def day_of(self, seconds: Ints) -> Ints:
        """The day's number of each moment, held inside the span."""
        return np.clip((seconds - self.begin) // DAY, 0, self.days - 1)

    def utc(self, day: Ints, local_second: Ints, country: Ints) -> Ints:
        """Local wall-clock times as UTC; what would fall outside the span moves a day inwards."""
        moment = self.begin + day * DAY + local_second - self.offsets[country, day]
        moment = np.where(moment >= self.end, moment - DAY, moment)
        return np.where(moment < self.begin, moment + DAY, moment)

    def local(self, seconds: Ints, country: Ints) -> Ints:
        """UTC moments as wall-clock epoch seconds of a country."""
        return seconds + self.offsets[country, self.day_of(seconds)]
