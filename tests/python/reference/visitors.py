"""Whose a visit was, looked up log-in by log-in: for comparison with the SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class LogIn:
    """Somebody identified on a device."""

    identify_id: str
    visitor_id: str | None
    record_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """An event of the web site; record_id: that of who was logged in, if anybody."""

    event_id: str
    visitor_id: str | None
    record_id: str | None
    at: datetime


def whose(
    visit: Visit,
    log_ins: Sequence[LogIn],
    customers: Mapping[str, str],
    refusing: frozenset[str],
    window: timedelta,
    as_of: datetime,
) -> str | None:
    """The customer the event belongs to, or nobody."""
    if visit.record_id is not None:
        person = customers.get(visit.record_id)
    else:
        person = _who_held(visit, log_ins, customers, window, as_of)
    return None if person in refusing else person


def _who_held(
    visit: Visit,
    log_ins: Sequence[LogIn],
    customers: Mapping[str, str],
    window: timedelta,
    as_of: datetime,
) -> str | None:
    if visit.visitor_id is None:
        return None
    holder, is_first = None, True
    for log_in in sorted(log_ins, key=lambda each: (each.at, each.identify_id)):
        if log_in.visitor_id != visit.visitor_id or log_in.at > as_of:
            continue
        if log_in.record_id not in customers:
            continue
        if log_in.at > visit.at:
            if is_first and log_in.at - window <= visit.at:
                return customers[log_in.record_id]
            return holder
        holder, is_first = customers[log_in.record_id], False
    return holder
