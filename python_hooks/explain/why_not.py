"""Why a campaign did not arise for a customer, or what became of it."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from python_hooks.explain.audience import read_rule_rows
from python_hooks.explain.campaign import Campaign
from python_hooks.explain.conditions import read_conditions
from python_hooks.explain.reading import rows, text
from python_hooks.explain.records import (
    Candidate,
    ChannelAnswer,
    Condition,
    Day,
    Person,
    RuleRow,
    WhyNot,
)


def explain_campaign(
    warehouse: duckdb.DuckDBPyConnection,
    person: Person,
    day: Day,
    campaign: Campaign,
    candidates: Sequence[Candidate],
) -> WhyNot:
    """Every condition of the campaign for the customer, and the sentence it comes to.

    candidates  the campaign's rows of the day
    """
    rule_rows: tuple[RuleRow, ...] = ()
    if day.is_newest:
        rule_rows = read_rule_rows(warehouse, person, campaign)
    conditions = read_conditions(warehouse, person, day, campaign, rule_rows)
    return WhyNot(
        campaign_id=campaign.campaign_id,
        campaign_name=campaign.campaign_name,
        # What is only kept since it was published has no score.
        is_candidate=any(candidate.rank_score is not None for candidate in candidates),
        conditions=conditions,
        rule_rows=rule_rows,
        channels=_channels(warehouse, person, campaign, candidates),
        sentence=_sentence(day, campaign, candidates, conditions),
    )


def _channels(
    warehouse: duckdb.DuckDBPyConnection,
    person: Person,
    campaign: Campaign,
    candidates: Sequence[Candidate],
) -> tuple[ChannelAnswer, ...]:
    known: dict[str, int] = dict(
        (row[0], row[1])
        for row in rows(
            warehouse,
            f"""
            select channels.channel, count(points.contact_point)
            from policy.channels as channels
            left join customer.dim_contact_points as points
                on channels.contact_point_type = points.contact_point_type
                and points.customer_id = {text(person.customer_id)}
                and points.is_valid
            group by channels.channel
            order by channels.channel
            """,
        )
    )
    verdicts = {candidate.channel: _verdict(candidate) for candidate in candidates}
    names = dict.fromkeys((*campaign.channels, *verdicts, *known))
    return tuple(
        ChannelAnswer(
            channel=name,
            is_listed=name in campaign.channels,
            is_known=name in known,
            address_count=known.get(name, 0),
            verdict=verdicts.get(name),
        )
        for name in names
    )


def _sentence(
    day: Day,
    campaign: Campaign,
    candidates: Sequence[Candidate],
    conditions: Sequence[Condition],
) -> str:
    name = campaign.campaign_id
    on = f"on {day.decision_date}"
    failed = next((c for c in conditions if c.holds is False), None)
    verdicts = ", ".join(f"{c.channel} ({_verdict(c)})" for c in candidates)
    if any(candidate.rank_score is not None for candidate in candidates):
        return f"The customer was a candidate for {name} {on}: {verdicts}."
    if candidates:
        why = f" because {failed.because}" if failed else ""
        return (
            f"{name} is kept {on}, for it was published: {verdicts}; it would not arise now{why}."
        )
    if failed:
        return f"The customer is no candidate for {name} {on} because {failed.because}."
    if not day.is_newest:
        return (
            f"The customer was no candidate for {name} {on}; why is not kept, for profiles and"
            f" triggers in the tables are those of {day.newest_date}."
        )
    return f"Every condition of {name} holds {on}, but it was not decided: run the day again."


def _verdict(candidate: Candidate) -> str:
    if candidate.outcome == candidate.reason:
        return candidate.outcome
    return f"{candidate.outcome}: {candidate.reason}"
