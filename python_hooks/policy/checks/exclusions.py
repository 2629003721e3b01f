"""Exclusions that exclude nothing, or themselves."""

from __future__ import annotations

from collections.abc import Iterator

from python_hooks.policy.checks.scopes import check_scope, in_scope
from python_hooks.policy.finding import Finding
from python_hooks.policy.names import known_names
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_boolean


def check_exclusions(policy: Policy) -> Iterator[Finding]:
    """Check each exclusion against the campaigns."""
    known = known_names(policy)
    for row in policy["campaign_exclusions.csv"]:
        yield from check_scope(row, "blocking_scope", "blocking_value", known)
        yield from check_scope(row, "blocked_scope", "blocked_value", known)
        yield from _check_self(row, policy)
        yield from _check_effect(row, policy)


def _check_self(row: Row, policy: Policy) -> Iterator[Finding]:
    scope, value = row["blocked_scope"], row["blocked_value"]
    if (row["blocking_scope"], row["blocking_value"]) != (scope, value):
        return
    if scope == "campaign" and value:
        message = "blocks itself, which a campaign never does"
        yield row.finding("blocked_value", message, "set cooldown_days of the campaign instead")
    elif scope == "all":
        message = "any contact keeps every campaign away"
        yield row.warning("blocked_scope", message, "a cap of one contact says so more plainly")
    elif value and len(in_scope(policy["campaigns.csv"], scope, value)) == 1:
        message = f"blocks itself: only one campaign is of {scope} '{value}'"
        yield row.warning("blocked_value", message)


def _check_effect(row: Row, policy: Policy) -> Iterator[Finding]:
    blocked = in_scope(policy["campaigns.csv"], row["blocked_scope"], row["blocked_value"])
    if blocked and all(as_boolean(campaign["obeys_exclusions"]) is False for campaign in blocked):
        message = "blocks nothing: no campaign on the blocked side obeys exclusions"
        yield row.warning("blocked_value", message)
