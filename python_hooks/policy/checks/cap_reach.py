"""Caps that nobody can reach, because stricter ones or cooldowns come first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from python_hooks.policy.checks.scopes import in_scope
from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_whole

# Days that a calendar window has at most.
CALENDAR_DAYS = {"calendar_day": 1, "calendar_week": 7, "calendar_month": 31}
SHORTEST_MONTH = 28


def check_reach(cap: Row, caps: Sequence[Row], policy: Policy) -> Iterator[Finding]:
    """Report a cap that stricter ones make idle; none of them may have an error of its own.

    A cap of 0 says that there is no contact, so it is never idle, and what it makes idle is
    only odd: who stops one topic, or everything, keeps the other caps for later.
    """
    allowed = as_whole(cap["max_contacts"])
    days = window_length(cap)
    if not allowed or days is None:
        return
    wider = [other for other in caps if other is not cap and _is_wider(other, cap, policy)]
    for stricter in wider:
        if _is_inside(cap, stricter) and _is_beaten(cap, allowed, stricter, caps):
            message = (
                f"nobody can reach {allowed}: cap '{stricter['cap_id']}' on line {stricter.line} "
                f"allows {stricter['max_contacts']} in the same time"
            )
            is_stop = as_whole(stricter["max_contacts"]) == 0
            yield cap.finding("max_contacts", message, severity="warning" if is_stop else "error")
            return
    for stricter in wider:
        most = most_contacts(stricter, cap)
        if most is not None and most < allowed:
            message = (
                f"the campaigns cannot reach {allowed}: cap '{stricter['cap_id']}' on line "
                f"{stricter.line} allows {most} in that time"
            )
            yield cap.warning("max_contacts", message)
            return
    yield from _check_cooldown(cap, allowed, days, policy)


def _is_beaten(cap: Row, allowed: int, stricter: Row, caps: Sequence[Row]) -> bool:
    """Of two caps that allow the same, only the later or narrower one is idle."""
    most = as_whole(stricter["max_contacts"])
    if most is None or most > allowed:
        return False
    if most < allowed:
        return True
    return not _is_inside(stricter, cap) or caps.index(stricter) < caps.index(cap)


def _check_cooldown(cap: Row, allowed: int, days: int, policy: Policy) -> Iterator[Finding]:
    if cap["scope"] != "campaign":
        return
    for campaign in in_scope(policy["campaigns.csv"], "campaign", cap["scope_value"]):
        cooldown = as_whole(campaign["cooldown_days"])
        if cooldown and ceil(days / cooldown) < allowed:
            message = (
                f"the campaign cannot reach {allowed}: its cooldown of {cooldown} days "
                f"allows {ceil(days / cooldown)} in that time"
            )
            yield cap.warning("max_contacts", message)


def _is_wider(wide: Row, narrow: Row, policy: Policy) -> bool:
    """Whether every contact that counts for the narrow cap counts for the wide one, too."""
    if wide["unit"] != narrow["unit"]:
        return False
    if wide["profile_attribute"] and (
        wide["profile_attribute"] != narrow["profile_attribute"]
        or wide["profile_value"] != narrow["profile_value"]
    ):
        return False
    if wide["scope"] == "all":
        return True
    if (wide["scope"], wide["scope_value"]) == (narrow["scope"], narrow["scope_value"]):
        return True
    if narrow["scope"] != "campaign" or wide["scope"] == "channel":
        return False
    campaigns = in_scope(policy["campaigns.csv"], "campaign", narrow["scope_value"])
    wide_campaigns = in_scope(policy["campaigns.csv"], wide["scope"], wide["scope_value"])
    return bool(campaigns) and all(campaign in wide_campaigns for campaign in campaigns)


def _is_inside(cap: Row, other: Row) -> bool:
    """Whether the cap's window always lies within the other's."""
    if cap["window_type"] == other["window_type"] != "rolling_days":
        return True
    if cap["window_type"] == "calendar_day" or window_length(cap) == 1:
        return True
    days, other_days = window_length(cap), window_length(other)
    return (
        other["window_type"] == "rolling_days"
        and days is not None
        and other_days is not None
        and days <= other_days
    )


def most_contacts(stricter: Row, cap: Row) -> int | None:
    """How many contacts the stricter cap lets happen in the window of the other."""
    allowed, days = as_whole(stricter["max_contacts"]), window_length(cap)
    window = window_length(stricter)
    if allowed is None or days is None or window is None:
        return None
    if stricter["window_type"] in ("rolling_days", "calendar_day"):
        return allowed * ceil(days / window)
    if stricter["window_type"] == cap["window_type"]:
        return allowed
    shortest = SHORTEST_MONTH if stricter["window_type"] == "calendar_month" else window
    return allowed * (ceil((days - 1) / shortest) + 1)


def window_length(cap: Row) -> int | None:
    """Return the days of a cap's window, a month being the longest one."""
    if cap["window_type"] == "rolling_days":
        days = as_whole(cap["window_days"])
        return days if days and days > 0 else None
    return CALENDAR_DAYS.get(cap["window_type"])
