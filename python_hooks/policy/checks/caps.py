"""Caps that say nothing, or that hold nobody back."""

from __future__ import annotations

from collections.abc import Iterator

from python_hooks.policy.attributes import PROFILE_TEXT_ATTRIBUTES
from python_hooks.policy.checks.cap_reach import CALENDAR_DAYS, check_reach
from python_hooks.policy.checks.cells import check_row
from python_hooks.policy.checks.profile_values import check_profile_value
from python_hooks.policy.checks.scopes import check_scope, in_scope
from python_hooks.policy.finding import Finding
from python_hooks.policy.names import Names, known_names
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_boolean

FILE = "contact_caps.csv"


def check_caps(policy: Policy) -> Iterator[Finding]:
    """Check each cap by itself, then the sound ones against campaigns and stricter caps."""
    known = known_names(policy)
    sound: list[Row] = []
    for cap in policy[FILE]:
        own = list(_check_cap(cap, known, policy))
        yield from own
        cells = check_row(cap, policy.tables[FILE].shape, known)
        if not any(finding.severity == "error" for finding in (*own, *cells)):
            sound.append(cap)
    for cap in sound:
        yield from _check_campaigns(cap, policy)
        yield from check_reach(cap, sound, policy)


def _check_cap(cap: Row, known: dict[str, Names], policy: Policy) -> Iterator[Finding]:
    yield from check_scope(cap, "scope", "scope_value", known)
    yield from _check_window(cap)
    yield from _check_profile(cap, policy)


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
    """Drafts are not looked at, so they fall into no cap; what other tools send may."""
    campaigns = [row for row in policy["campaigns.csv"] if row["status"] != "draft"]
    concerned = in_scope(campaigns, cap["scope"], cap["scope_value"])
    outside = _outside_in_scope(cap, policy)
    column = "scope_value" if cap["scope_value"] else "scope"
    if not concerned and outside is None:
        message = "holds nobody back: no campaign but drafts can fall into its scope"
        yield cap.warning(column, message)
    elif not concerned and not outside:
        message = "a cap nobody can reach: no campaign but drafts, and none of other tools"
        yield cap.warning(column, f"{message}, is of {cap['scope']} '{cap['scope_value']}'")
    elif not concerned:
        return
    elif outside is not None and not any(map(_counts, (*concerned, *outside))):
        message = "nobody can reach it: no campaign in its scope counts to caps"
        yield cap.warning(column, message)
    elif all(as_boolean(campaign["obeys_caps"]) is False for campaign in concerned):
        yield cap.warning(column, "holds nobody back: no campaign in its scope obeys caps")


def _outside_in_scope(cap: Row, policy: Policy) -> list[Row] | None:
    """Return what other tools send of this scope; None where anything they send may be."""
    if cap["scope"] in ("all", "channel"):
        return None
    column = {"group": "campaign_group", "topic": "topic"}.get(cap["scope"])
    rows = policy["outside_campaigns.csv"] if column else ()
    return [row for row in rows if column and row[column] == cap["scope_value"]]


def _counts(campaign: Row) -> bool:
    return as_boolean(campaign["counts_to_caps"]) is not False
