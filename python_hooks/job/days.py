"""Which moment each day of a row of days is decided at."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from python_hooks.errors import UserError
from python_hooks.landing.facts import MORNING


def parse_day(text: str, name: str) -> date:
    """The date a person wrote under this name; `UserError` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{name} '{text}' is not a date; write it like 2026-01-31") from error


def utc_text(moment: datetime) -> str:
    """A moment as the models read it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def morning_of(day: date, zone: str) -> str:
    """06:00 business time on a day, the moment it is decided at where nobody names one."""
    return utc_text(datetime.combine(day, MORNING, ZoneInfo(zone)))


def days_through(as_of: str, through: str, zone: str) -> list[str]:
    """The same local time on each day from that of as_of through the last, as UTC texts."""
    if not through:
        return [as_of]
    last = parse_day(through, "through")
    moment = datetime.fromisoformat(as_of)
    first = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    if last < first.date():
        raise UserError(f"through {last} is before the first day, {first.date()}")
    return [
        utc_text(first + timedelta(days=number)) for number in range((last - first.date()).days + 1)
    ]
