"""Caps that say nothing, or that nobody can reach."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from python_hooks.policy.attributes import PROFILE_TEXT_ATTRIBUTES
from python_hooks.policy.checks.profile_values import check_profile_value
from python_hooks.policy.checks.scopes import check_scope, in_scope
from python_hooks.policy.finding import Finding
from python_hooks.policy.names import known_names
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_boolean, as_whole

# Days that a calendar window has at most.
CALENDAR_DAYS = {"calendar_day": 1, "calendar_week": 7, "calendar_month": 31}
SHORTEST_MONTH = 28


def check_caps(policy: Policy) -> Iterator[Finding]:
    """Check each cap by itself and against the stricter ones."""
    known = known_names(policy)
    caps = policy["contact_caps.csv"]
    for cap in caps:
        yield from check_scope(cap, "scope", "scope_value", known)
        yield from _check_window(cap)
        yield from _check_profile(cap, policy)
        yield from _check_campaigns(cap, policy)
        yield from _check_reach(cap, caps, policy)


def _check_window(cap: Row) -> Iterator[Finding]:
    is_rolling = cap["window_type"] == "rolling_days"
    if is_rolling and not cap["window_days"]:
        yield cap.finding("window_days", "is empty: a rolling window needs its length in days")
    elif cap["window_type"] in CALENDAR_DAYS and cap["window_days"]:
        message = f"means nothing for a {cap['window_type']}"
        yield cap.finding("window_days", message, "leave the cell empty")


def _check_profile(cap: Row, policy: Policy) -> Iterator[Finding]:
    attribute, value = cap["profile_attribute"], cap["profile_value"]
    if bool(attribute) != bool(value):
        column = "profile_value" if attribute else "profile_attribute"
        yield cap.finding(column, "is empty", "fill both, or neither for everyone")
    if attribute and attribute not in PROFILE_TEXT_ATTRIBUTES:
        message = f"'{attribute}' is not a text column of dim_customer_profiles"
        hint = did_you_mean(attribute, PROFILE_TEXT_ATTRIBUTES)
        yield cap.finding("profile_attribute", message, hint)
    elif value:
        yield from check_profile_value(cap, "profile_value", attribute, value, policy)


def _check_campaigns(cap: Row, policy: Policy) -> Iterator[Finding]:
    concerned = in_scope(policy["campaigns.csv"], cap["scope"], cap["scope_value"])
    if not concerned:
        return
    if all(as_boolean(campaign["counts_to_caps"]) is False for campaign in concerned):
        message = "nobody can reach it: no campaign in its scope counts to caps"
        yield cap.warning("scope_value", message)
    elif all(as_boolean(campaign["obeys_caps"]) is False for campaign in concerned):
        yield cap.warning("scope_value", "holds nobody back: no campaign in its scope obeys caps")


def _check_reach(cap: Row, caps: tuple[Row, ...], policy: Policy) -> Iterator[Finding]:
    allowed = as_whole(cap["max_contacts"])
    days = window_length(cap)
    if allowed is None or days is None:
        return
    wider = [other for other in caps if other is not cap and _is_wider(other, cap, policy)]
    for stricter in wider:
        if _is_inside(cap, stricter) and _is_beaten(cap, allowed, stricter, caps):
            message = (
                f"nobody can reach {allowed}: cap '{stricter['cap_id']}' on line {stricter.line} "
                f"allows {stricter['max_contacts']} in the same time"
            )
            yield cap.finding("max_contacts", message)
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


def _is_beaten(cap: Row, allowed: int, stricter: Row, caps: tuple[Row, ...]) -> bool:
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
