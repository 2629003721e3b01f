"""The trigger conditions of a candidate: is one open, unused, and young enough for the campaign?"""

from __future__ import annotations

from python_hooks.explain.campaign import Campaign
from python_hooks.explain.facts import CustomerFacts, OpenTrigger
from python_hooks.explain.records import Condition


def trigger_conditions(campaign: Campaign, facts: CustomerFacts) -> tuple[Condition, ...]:
    """The three, asked one after the other: none is asked where the one before does not hold."""
    triggers = [t for t in facts.triggers if t.campaign_id == campaign.campaign_id]
    unused = [trigger for trigger in triggers if trigger.used_date is None]
    lasting = [trigger for trigger in unused if not trigger.is_ttl_over]
    best = next(iter([*lasting, *unused, *triggers]), None)
    return (
        _opened(campaign, facts, best),
        _unused(triggers, unused),
        _lasting(campaign, unused, lasting),
    )


def _opened(campaign: Campaign, facts: CustomerFacts, best: OpenTrigger | None) -> Condition:
    name = campaign.trigger_name
    asked = f"an open trigger '{name}'"
    if best is not None:
        value = f"{best.evidence}, open from {_at(best.triggered_at)} to {_at(best.expires_at)}"
        return Condition("trigger", asked, f"{value} UTC", True)
    none = f"no trigger '{name}' is open"
    ask = facts.asks.get(name or "")
    if ask is None:
        return Condition(
            "trigger", asked, "none", False, f"{none}; what raises it is not told here"
        )
    if ask.is_refused:
        because = f"{none}: who refuses profiling gets none"
    elif ask.is_met:
        because = (
            f"{none}: there is what it asks for ({ask.customer_value}), but what it is about was"
            " bought or brought back since, or is not wanted"
        )
    else:
        has = ask.customer_value or "nothing is known of that"
        because = f"{none}: it asks for {ask.requirement}, and there is: {has}"
    return Condition("trigger", f"{asked}: {ask.requirement}", ask.customer_value, False, because)


def _unused(triggers: list[OpenTrigger], unused: list[OpenTrigger]) -> Condition:
    name, asked = "trigger unused", "no contact of this campaign on an earlier day answered it"
    if unused or not triggers:
        return Condition(name, asked, None, True if unused else None)
    used = max(trigger.used_date for trigger in triggers if trigger.used_date is not None)
    because = f"its trigger was used by the campaign's contact of {used}"
    return Condition(name, asked, f"used on {used}", False, because)


def _lasting(
    campaign: Campaign, unused: list[OpenTrigger], lasting: list[OpenTrigger]
) -> Condition:
    days = campaign.ttl_days
    name = "trigger lasting"
    asked = "no ttl_days" if days is None else f"less than {days} days old (ttl_days)"
    if not unused:
        return Condition(name, asked, None, None)
    arose = f"arose {_at(max(trigger.triggered_at for trigger in lasting or unused))} UTC"
    if lasting:
        return Condition(name, asked, arose, True)
    because = f"its trigger {arose}, and the campaign's ttl_days give it {days} days"
    return Condition(name, asked, arose, False, because)


def _at(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
