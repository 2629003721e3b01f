"""An explanation for tools.

The shape is kept: new keys may come, none goes or changes its meaning while `version` stays 1.
Dates are `YYYY-MM-DD`, moments `YYYY-MM-DDTHH:MM:SS` in UTC, amounts and scores numbers; what is
not known is null. The names are those of `records.py`:

    version     1
    person      customer_id, time_zone, is_profiled, is_erased
    day         decision_date, as_of, policy_version, newest_date, newest_version, is_newest
    outcomes    candidates per outcome: {"selected": 1, "gated": 7}
    candidates  [{decision_id, campaign_id, campaign_name, channel, walk_position,
                 planned_send_at, planned_send_local, rank_score, strength, trigger_id, outcome,
                 reason, blocked_by_type, blocked_by_id, blocked_by_date, explanation}]
    contacts    [{contact_date, campaign_id, channel, status, is_own, counts, caps: [cap_id]}]
    caps        [{cap_id, scope, scope_value, address, profile_filter, window_start, window_end,
                 max_contacts, count_before, count_after}]
    notes       [sentence]
    why_not     null, or with --campaign:
                {campaign_id, campaign_name, is_candidate,
                 conditions: [{name, asked, value, holds, because}],
                 rule_rows: [{any_of, subject, subject_value, attribute, operator, value,
                             customer_value, holds}],
                 channels: [{channel, is_listed, is_known, address_count, verdict}],
                 sentence}

`holds` is null where a condition cannot be told, or where one before it failed already.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from python_hooks.explain.records import DayStory
from python_hooks.explain.times import local_moment

VERSION = 1


def as_json(story: DayStory) -> str:
    """The story as one JSON document."""
    told: dict[str, Any] = {"version": VERSION, **asdict(story)}
    told["day"]["is_newest"] = story.day.is_newest
    for row, candidate in zip(told["candidates"], story.candidates, strict=True):
        row["planned_send_local"] = local_moment(candidate.planned_send_at, story.person.time_zone)
    for condition in (told["why_not"] or {}).get("conditions", ()):
        condition["because"] = condition["because"] if condition["holds"] is False else None
    told["outcomes"] = outcome_counts(story)
    return json.dumps(told, ensure_ascii=False, indent=2, default=plain_json)


def outcome_counts(story: DayStory) -> dict[str, int]:
    """How many candidates came to each outcome, in the order of the outcomes."""
    outcomes = [candidate.outcome for candidate in story.candidates]
    known = ("selected", "rejected", "gated")
    return {outcome: outcomes.count(outcome) for outcome in known if outcome in outcomes}


def plain_json(value: object) -> object:
    """Dates and moments as text, decimals as numbers: what `json.dumps` asks its default for."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no JSON")
