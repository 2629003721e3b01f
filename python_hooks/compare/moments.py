"""The days that are compared, each with the moment it is decided at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from python_hooks.compare.request import CompareRequest, days_of
from python_hooks.errors import UserError
from python_hooks.job.days import morning_of, utc_text
from python_hooks.landing.manifest import read_manifest
from python_hooks.project_vars import read_project_vars
from python_hooks.settings import Settings
from python_hooks.warehouse import open_warehouse


@dataclass(frozen=True, slots=True)
class Day:
    """A decision date, the moment (UTC) it is decided at, and whether it was published."""

    date: date
    as_of: str
    is_published: bool


def moments_of(settings: Settings, request: CompareRequest) -> tuple[Day, ...]:
    """The moment of each day: that of its first publication, else 06:00 business time.

    Raises `UserError` where nobody is known yet on the last day: there is nothing to decide.
    """
    zone = str(read_project_vars(settings.project)["business_time_zone"])
    with open_warehouse(settings) as warehouse:
        published: dict[date, datetime] = dict(
            warehouse.execute(
                "select decision_date, min(as_of) from state.published_runs group by 1"
            ).fetchall()
        )
        newest, first_known = warehouse.execute(
            """
            select
                (select max(decision_date) from arbitration.fct_campaign_decisions),
                (select min(first_seen_at) from customer.dim_customers)
            """
        ).fetchall()[0]
    if newest is None and not (request.day or request.first):
        raise UserError("no day has been decided yet; name one with --date")
    days = tuple(
        Day(day, _moment(published.get(day)) or morning_of(day, zone), day in published)
        for day in days_of(request, newest)
    )
    if first_known is None or days[-1].as_of < utc_text(_utc(first_known)):
        since = f" before {first_known.date()}" if first_known is not None else ""
        raise UserError(f"nothing can be decided for {days[-1].date}: the files know nobody{since}")
    return days


def newest_fact_date(settings: Settings) -> str:
    """The day (UTC) of the newest fact in the landed files; empty where none tells a time."""
    entries = read_manifest(settings.landing).entries.values()
    moments = [fact.moment for entry in entries for fact in entry.landed.newest_facts]
    return max(moments)[:10] if moments else ""


def _moment(as_of: datetime | None) -> str:
    return utc_text(_utc(as_of)) if as_of is not None else ""


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
