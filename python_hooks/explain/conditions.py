"""The conditions of a candidate, in the order in which they are asked, for one customer."""

from __future__ import annotations

from python_hooks.explain.audience import audience_condition, rule_of
from python_hooks.explain.campaign import Campaign
from python_hooks.explain.facts import CustomerFacts
from python_hooks.explain.records import Condition, Day
from python_hooks.explain.triggers import trigger_conditions

ACTIVE = ("live", "test", "paused")
NOT_KEPT = "not kept for this day"


def candidate_conditions(
    day: Day, campaign: Campaign, facts: CustomerFacts
) -> tuple[Condition, ...]:
    """Status, dates, trigger, audience and channels, each with what there is and whether it holds.

    Of an older day only what its policy says can be told, and only while it is still in force.
    """
    if campaign.status is None:
        asked = "a campaign of the policy"
        return (Condition("policy", asked, None, False, "the policy has it no more"),)
    begun, channels = _policy(day, campaign), _channels(campaign, facts)
    if not day.has_policy:
        begun, channels = tuple(_not_kept(c) for c in begun), _not_kept(channels)
    if not day.is_newest:
        unknown = (
            Condition("trigger", f"an open trigger '{campaign.trigger_name}'", NOT_KEPT, None),
            Condition("audience", rule_of(campaign), NOT_KEPT, None),
        )
        return (*begun, *unknown, channels)
    return (
        *begun,
        *trigger_conditions(campaign, facts),
        audience_condition(campaign, facts),
        channels,
    )


def _not_kept(condition: Condition) -> Condition:
    return Condition(condition.name, condition.asked, NOT_KEPT, None)


def _policy(day: Day, campaign: Campaign) -> tuple[Condition, ...]:
    starts, ends = campaign.starts_date, campaign.ends_date
    late = ends is not None and ends < day.decision_date
    early = starts is not None and starts > day.decision_date
    span = " ".join(
        part
        for part, given in ((f"from {starts}", starts), (f"until {ends}", ends))
        if given is not None
    )
    status = campaign.status or ""
    return (
        Condition(
            "status",
            "live, test or paused",
            status,
            status in ACTIVE,
            f"the campaign is {'a draft' if status == 'draft' else status}",
        ),
        Condition(
            "dates",
            span or "no dates",
            str(day.decision_date),
            not (early or late),
            f"the campaign ended on {ends}" if late else f"the campaign starts on {starts}",
        ),
    )


def _channels(campaign: Campaign, facts: CustomerFacts) -> Condition:
    return Condition(
        "channels",
        "a channel that channels.csv knows",
        ", ".join(campaign.channels) or None,
        any(channel in facts.addresses for channel in campaign.channels),
        "the campaign names no channel that channels.csv knows",
    )
