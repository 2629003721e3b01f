"""Moments as a customer's clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def local_moment(moment: datetime | None, time_zone: str | None) -> str | None:
    """A UTC moment as `YYYY-MM-DD HH:MM` in a zone; in UTC where the zone is not known."""
    if moment is None:
        return None
    try:
        zone = ZoneInfo(time_zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return f"{moment.replace(tzinfo=UTC).astimezone(zone):%Y-%m-%d %H:%M}"
