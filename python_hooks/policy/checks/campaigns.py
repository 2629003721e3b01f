"""Campaigns that cannot run, or that do what their purpose forbids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from python_hooks.policy.finding import Finding, Severity
from python_hooks.policy.names import known_triggers
from python_hooks.policy.suggest import closest
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_date, as_number, as_time, as_whole, items
from python_hooks.policy.vocabulary import BROADCAST_TRIGGERS, JOURNEY_PREFIX


def check_campaigns(policy: Policy) -> Iterator[Finding]:
    """Check each campaign against the rest of the policy."""
    with_thresholds = {row["trigger_name"] for row in policy["trigger_rules.csv"]}
    channels = {row["channel"]: row for row in policy["channels.csv"]}
    for campaign in policy["campaigns.csv"]:
        yield from _check_dates(campaign)
        yield from _check_trigger(campaign, with_thresholds)
        yield from _check_channels(campaign, channels)
        if as_whole(campaign["ttl_days"]) == 0:
            message = "0 closes every trigger as soon as it opens, so it is never sent"
            yield campaign.finding("ttl_days", message, "leave the cell empty for its own life")
        if as_number(campaign["holdout_share"]) == 1:
            message = "1 holds everyone out: the campaign is never sent"
            yield campaign.warning("holdout_share", message)
    yield from _check_service(policy)
    yield from _check_groups(policy)


def _check_dates(campaign: Row) -> Iterator[Finding]:
    starts, ends = as_date(campaign["starts_date"]), as_date(campaign["ends_date"])
    if starts and ends and ends < starts:
        yield campaign.finding("ends_date", f"ends {ends}, before it starts ({starts})")


def _check_trigger(campaign: Row, with_thresholds: set[str]) -> Iterator[Finding]:
    trigger = campaign["trigger_name"]
    is_known = trigger in known_triggers()
    if trigger.startswith(JOURNEY_PREFIX):
        message = "nothing can trigger it: journeys are not raised yet, so no step of one opens"
        severity: Severity = "warning" if campaign["status"] == "draft" else "error"
        yield campaign.finding("trigger_name", message, severity=severity)
    if with_thresholds and is_known and trigger not in with_thresholds:
        message = f"nothing can trigger it: '{trigger}' has no rows in trigger_rules.csv"
        yield campaign.finding("trigger_name", message)


def _check_channels(campaign: Row, channels: dict[str, Row]) -> Iterator[Finding]:
    used = [channels[name] for name in items(campaign["channels"]) if name in channels]
    if used and all(channel["status"] == "stopped" for channel in used):
        yield campaign.warning("channels", "nothing can be sent: every one of them is stopped")
    at = as_time(campaign["send_time"])
    closing = [as_time(channel["send_until"]) for channel in used]
    if at and closing and all(until is not None and at >= until for until in closing):
        message = f"{at} is too late: every channel of the campaign is quiet by then"
        yield campaign.finding("send_time", message)


def _check_service(policy: Policy) -> Iterator[Finding]:
    service = {
        campaign["campaign_id"]
        for campaign in policy["campaigns.csv"]
        if campaign["purpose"] == "service"
    }
    for campaign in policy["campaigns.csv"]:
        if campaign["purpose"] == "service" and campaign["trigger_name"] in BROADCAST_TRIGGERS:
            message = "a service campaign must not be a broadcast: the customer did not ask for it"
            yield campaign.finding("trigger_name", message, "set purpose to marketing")
    for content in policy["campaign_contents.csv"]:
        if content["campaign_id"] not in service:
            continue
        if content["offer_code"]:
            message = f"'{content['offer_code']}': a service campaign must not make an offer"
            yield content.finding("offer_code", message, "set purpose to marketing")
        if content["recommendation"] not in ("", "none"):
            message = "a service campaign must not recommend products"
            yield content.finding("recommendation", message, "write none")


def _check_groups(policy: Policy) -> Iterator[Finding]:
    """A group used once that looks like another one is a slip of the pen."""
    groups = Counter(row["campaign_group"] for row in policy["campaigns.csv"])
    for campaign in policy["campaigns.csv"]:
        group = campaign["campaign_group"]
        if not group or groups[group] > 1:
            continue
        near = closest(group, (name for name, count in groups.items() if name and count > 1))
        if near:
            message = f"'{group}' is the group of this campaign only"
            yield campaign.warning("campaign_group", message, f"did you mean '{near}'?")
