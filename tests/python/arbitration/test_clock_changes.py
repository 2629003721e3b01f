"""The days on which clocks change: 23, 23.5, 24.5 and 25 hours, held against Python's zoneinfo.

Windows of caps go by dates of the business, sending hours by the wall clock of the customer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.python.compiled_sql import Bench, CompiledProject, compile_for_each

# Both days of 2026 on which the clocks of a zone change; those of Lord Howe by half an hour.
CHANGES = {
    "Europe/Madrid": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
}
# Just after midnight, in the last hour of the day, and the next morning.
MOMENTS = ((0, time(0, 10)), (0, time(23, 40)), (1, time(6, 0)))
CHANNELS: Mapping[str, tuple[str | None, str | None, str | None]] = {
    "day": ("08:00", "21:00", None),
    "night": ("22:00", "06:00", None),
    "always": (None, None, None),
    "weekend": ("09:00", "24:00", "sat|sun"),
}
FIXED = ("00:30", "02:30", "09:15", "23:50")
WINDOWS = [("rolling_days", days) for days in (1, 2, 7)]
WINDOWS += [("calendar_day", 0), ("calendar_week", 0), ("calendar_month", 0)]
MODELS = (
    "int_contacts_sent_outside",
    "int_contacts_counting",
    "int_caps_in_force",
    "int_cap_contacts_before",
    "int_cap_counts_before",
    "int_list_positions",
    "int_send_windows_opened",
    "int_send_moments",
)


@dataclass(frozen=True)
class Moment:
    """A moment to decide at, in the business's own zone."""

    zone: str
    local: datetime

    @property
    def as_of(self) -> datetime:
        return self.local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.zone} {self.local:%Y-%m-%d %H:%M}"


CASES = [
    Moment(zone, datetime.combine(day + timedelta(days=later), at))
    for zone, days in CHANGES.items()
    for day in days
    for later, at in MOMENTS
]


@pytest.fixture(scope="module")
def projects(
    tmp_path_factory: pytest.TempPathFactory, parsed: Path
) -> Mapping[Moment, CompiledProject]:
    each = [
        {"as_of": f"{case.as_of:%Y-%m-%d %H:%M:%S}", "business_time_zone": case.zone}
        for case in CASES
    ]
    folder = tmp_path_factory.mktemp("clock changes")
    return dict(zip(CASES, compile_for_each(folder, " ".join(MODELS), each, parsed), strict=True))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_caps_count_by_the_dates_of_the_business(
    projects: Mapping[Moment, CompiledProject], case: Moment
) -> None:
    """Another tool sent at both ends of every day of two weeks, and at noon."""
    zone, today = ZoneInfo(case.zone), case.local.date()
    sent = sorted(
        {
            moment
            for days_ago in range(15)
            for moment in around(today - timedelta(days=days_ago), zone)
            if moment <= case.as_of
        }
    )
    bench = Bench(projects[case])
    bench.give(
        "stg_klaviyo__message_events",
        {name: kind or "varchar" for name, kind in bench.project.columns[MESSAGES].items()},
        [
            {
                "message_event_id": f"m{number}",
                "source_name": "klaviyo",
                "source_record_id": "ana",
                "event_name": "sent",
                "channel": "email",
                "contact_point_type": "email",
                "contact_point": "ana@people.example",
                "outside_campaign_name": "news",
                "occurred_at": moment.replace(tzinfo=None),
            }
            for number, moment in enumerate(sent)
        ],
    )
    bench.give("int_contact_reports_matched", {"message_event_id": "varchar"}, [])
    texts = dict.fromkeys(("source_name", "source_record_id", "customer_id"), "varchar")
    record = {"source_name": "klaviyo", "source_record_id": "ana", "customer_id": "ana"}
    bench.give("bridge_customer_records", texts, [record])
    rules = dict.fromkeys(("campaign_id", "campaign_group", "topic", "purpose"), "varchar")
    counts = {"counts_to_caps": "boolean"}
    bench.give("campaigns", rules | counts, [])
    patterns = dict.fromkeys(("source_name", "campaign_pattern"), "varchar")
    bench.give("outside_campaigns", patterns | rules | counts, [])
    bench.give(
        "contact_caps",
        dict.fromkeys(
            ("cap_id", "scope", "scope_value", "unit", "window_type", "profile_attribute"),
            "varchar",
        )
        | {"profile_value": "varchar", "window_days": "bigint", "max_contacts": "bigint"},
        [
            {
                "cap_id": f"{kind}{days}",
                "scope": "all",
                "unit": "customer",
                "window_type": kind,
                "window_days": days or None,
                "max_contacts": 1,
            }
            for kind, days in WINDOWS
        ],
    )
    numbered = {"customer_key": "bigint", "customer_id": "varchar"}
    bench.give("int_customers_numbered", numbered, [{"customer_key": 1, "customer_id": "ana"}])
    bench.give(
        "int_contact_points_numbered",
        {
            "contact_point_key": "bigint",
            "contact_point_type": "varchar",
            "contact_point": "varchar",
        },
        [],
    )
    bench.build(["int_contacts_sent_outside"])
    bench.connection.execute(
        f"""
        create or replace table {bench.relation("fct_contact_ledger")} as
        select * from {bench.relation("int_contacts_sent_outside")}
        """
    )
    bench.build(MODELS[1:5])

    counted = dict(
        bench.rows(
            f"""
            select caps.cap_id, coalesce(counts.contact_count, 0)
            from {bench.relation("int_caps_in_force")} as caps
            left join {bench.relation("int_cap_counts_before")} as counts using (cap_key)
            where not caps.is_customer_wish
            """
        )
    )

    dates = [moment.astimezone(zone).date() for moment in sent]
    assert counted == {
        f"{kind}{days}": sum(window_start(kind, days, today) <= day <= today for day in dates)
        for kind, days in WINDOWS
    }


@pytest.mark.parametrize("case", CASES, ids=str)
def test_messages_go_out_by_the_clock_of_the_customer(
    projects: Mapping[Moment, CompiledProject], case: Moment
) -> None:
    bench = Bench(projects[case])
    zone_columns = dict.fromkeys(("zone_key", "time_zone", "usual_time_zone"), "varchar")
    zones = [dict.fromkeys(zone_columns, zone) for zone in CHANGES]
    bench.give("int_send_zones_listed", zone_columns, zones)
    bench.give(
        "channels",
        dict.fromkeys(("channel", "send_from", "send_until", "send_days"), "varchar"),
        [
            {"channel": channel, "send_from": start, "send_until": end, "send_days": days}
            for channel, (start, end, days) in CHANNELS.items()
        ],
    )
    bench.give(
        "int_campaigns_active",
        {"campaign_id": "varchar", "send_time": "varchar"},
        [{"campaign_id": at, "send_time": at} for at in ("asap", "preferred", *FIXED)],
    )
    bench.build(MODELS[5:])

    planned = {
        (zone, channel, send_time): moment
        for zone, channel, send_time, moment in bench.rows(
            f"""
            select zone_key, channel, send_time, planned_send_at
            from {bench.relation("int_send_moments")}
            """
        )
    }

    assert planned == {
        (zone, channel, send_time): moment.replace(tzinfo=None)
        for zone in CHANGES
        for channel in CHANNELS
        for send_time, moment in moments_by_hand(zone, channel, case).items()
    }


MESSAGES = "stg_klaviyo__message_events"


def around(day: date, zone: ZoneInfo) -> list[datetime]:
    """The last second before a day, its first, its noon, and its last."""
    midnight, next_midnight = utc(day, time(), zone), utc(day + timedelta(days=1), time(), zone)
    second = timedelta(seconds=1)
    return [midnight - second, midnight, utc(day, time(12), zone), next_midnight - second]


def utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A doubled hour is the first of the two, a missing one is read as if it were there."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def window_start(kind: str, days: int, today: date) -> date:
    return {
        "rolling_days": today - timedelta(days=max(days, 1) - 1),
        "calendar_day": today,
        "calendar_week": today - timedelta(days=today.weekday()),
        "calendar_month": today.replace(day=1),
    }[kind]


def moments_by_hand(zone_name: str, channel: str, case: Moment) -> dict[str, datetime]:
    """Every minute of the decision date is tried, by the clock on the customer's wall."""
    zone, today = ZoneInfo(zone_name), case.local.date()
    minutes = (utc(today, time(), zone) + timedelta(minutes=n) for n in range(26 * 60))
    allowed = [
        moment
        for moment in minutes
        if moment >= case.as_of and is_allowed(moment.astimezone(zone), channel, today)
    ]
    if not allowed:
        return {}
    moments: dict[str, datetime] = {"asap": allowed[0]}
    for hour in range(24):
        place = bisect_left(allowed, utc(today, time(hour), zone))
        moments[f"preferred:{hour:02}"] = allowed[place] if place < len(allowed) else allowed[0]
    fixed: dict[str, Any] = {at: utc(today, time.fromisoformat(at), zone) for at in FIXED}
    return moments | {at: moment for at, moment in fixed.items() if moment in allowed}


def is_allowed(local: datetime, channel: str, today: date) -> bool:
    start, end, days = CHANNELS[channel]
    start, end, at = start or "00:00", end or "24:00", f"{local:%H:%M}"
    if local.date() != today or (days and f"{local:%a}".lower() not in days.split("|")):
        return False
    return start <= at < end if start < end else at >= start or at < end
