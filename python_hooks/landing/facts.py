"""When the newest thing happened that the raw files tell of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from python_hooks.landing import sql
from python_hooks.landing.report import LandedDelivery, LandingReport, NewestFact
from python_hooks.project_vars import read_project_vars

MORNING = time(6, 0)

# A moment is far when it lies more than this beyond all but the last thousandth of the moments.
FAR = timedelta(days=30)
TAIL = 1000
FEW_MOMENTS = 100

ISO = r"^(19|20)\d\d-\d\d-\d\d"
ISO_CLOCK = r"([tT ]\d\d:\d\d(:\d\d(\.\d+)?)?)?"
ISO_OFFSET = r" ?([zZ]|UTC|[+-]\d\d(:?\d\d)?)$"
WRITTEN = r"^\d{1,2}[/.]\d{1,2}[/.](19|20)\d\d( \d{1,2}:\d\d(:\d\d)?)?$"
WRITTEN_CLOCKS = ("", " %H:%M", " %H:%M:%S")


@dataclass(frozen=True, slots=True)
class SourceReading:
    """How a source writes moments that do not say it themselves."""

    time_zone: str = "UTC"
    is_day_first: bool = True


@dataclass(frozen=True, slots=True)
class DayOfMoments:
    """How many moments fall on a day, and the newest of them."""

    day: date
    count: int
    newest: datetime


def read_source_readings(project: Path) -> Mapping[str, SourceReading]:
    """What `vars: sources` of the project says of time zones and of the order of dates."""
    sources = read_project_vars(project).get("sources") or {}
    return {
        name: SourceReading(
            time_zone=settings.get("time_zone", "UTC"),
            is_day_first=settings.get("date_order", "day_first") == "day_first",
        )
        for name, settings in ((name, value or {}) for name, value in sources.items())
    }


def newest_facts_of(
    file: Path,
    columns: Iterable[str],
    reading: SourceReading,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[NewestFact, ...]:
    """The newest moment in each of a landed file's columns that hold any."""
    facts = []
    for column in columns:
        days = connection.execute(
            "select cast(moment as date), count(*), max(moment)"
            f" from (select {_moment(sql.name(column), reading)} as moment"
            f" from read_parquet({sql.file(file)}))"
            " where moment is not null group by 1 order by 1"
        ).fetchall()
        if days:
            facts.append(newest_of(column, [DayOfMoments(*day) for day in days]))
    return tuple(facts)


def newest_of(column: str, days: Sequence[DayOfMoments]) -> NewestFact:
    """The newest moment, unless a few lie so far beyond all others that they are mistakes."""
    total = sum(day.count for day in days)
    newest = days[-1].newest
    if total < FEW_MOMENTS:
        return NewestFact(column, _iso(newest))
    passed = 0
    for day in reversed(days):
        passed += day.count
        if passed > max(1, total // TAIL):
            limit = day.day + FAR
            break
    near = max(day.newest for day in days if day.day <= limit)
    return NewestFact(column, _iso(near), _iso(newest) if newest > near else "")


def newest_fact(report: LandingReport) -> datetime | None:
    """The moment (UTC) of the newest fact in the landing; none where no file tells of one."""
    moments = [fact.moment for delivery in report.deliveries for fact in delivery.newest_facts]
    return datetime.fromisoformat(max(moments)).replace(tzinfo=UTC) if moments else None


def far_facts(deliveries: Sequence[LandedDelivery]) -> tuple[str, ...]:
    """A warning for each column whose newest moment is far beyond its others."""
    return tuple(
        f"{delivery.label}: {fact.column} reaches {fact.far_moment}, far beyond the other rows;"
        f" {fact.moment} is taken for the newest"
        for delivery in deliveries
        for fact in delivery.newest_facts
        if fact.far_moment
    )


def default_as_of(newest: datetime, business_time_zone: str) -> datetime:
    """06:00 business time on the day after the newest fact, in UTC."""
    zone = ZoneInfo(business_time_zone)
    day_after = newest.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day_after, MORNING, zone).astimezone(UTC)


def _moment(column: str, reading: SourceReading) -> str:
    """SQL for the UTC moment of a text; null for what is none."""
    text = f"trim({column})"
    day, month = ("%d", "%m") if reading.is_day_first else ("%m", "%d")
    formats = [
        f"{first}/{second}/%Y{clock}"
        for first, second in ((day, month), (month, day))
        for clock in WRITTEN_CLOCKS
    ]
    written = f"try_strptime(replace({text}, '.', '/'), {formats})"
    local = (
        f"case when regexp_matches({text}, '{ISO}{ISO_CLOCK}$') then try_cast({text} as timestamp)"
        f" when regexp_matches({text}, '{WRITTEN}') then {written} end"
    )
    if reading.time_zone != "UTC":
        local = f"({local}) at time zone {sql.text(reading.time_zone)} at time zone 'UTC'"
    return (
        f"case when regexp_matches({text}, '{ISO}{ISO_CLOCK}{ISO_OFFSET}')"
        f" then try_cast({text} as timestamptz) at time zone 'UTC' else {local} end"
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="microseconds")
