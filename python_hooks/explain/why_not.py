"""Why a campaign did not arise for a customer, or what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from python_hooks.explain.campaign import Campaign
from python_hooks.explain.conditions import candidate_conditions
from python_hooks.explain.facts import CustomerFacts
from python_hooks.explain.records import Candidate, ChannelAnswer, Condition, Day, WhyNot


def explain_campaign(
    day: Day, campaign: Campaign, facts: CustomerFacts, candidates: Sequence[Candidate]
) -> WhyNot:
    """Every condition of the campaign for the customer, and the sentence it comes to.

    candidates  the campaign's rows of the day
    """
    conditions = candidate_conditions(day, campaign, facts)
    rule_rows = facts.rule_rows.get(campaign.audience_rule_id or "", ())
    return WhyNot(
        campaign_id=campaign.campaign_id,
        campaign_name=campaign.campaign_name,
        is_candidate=_arose(candidates),
        conditions=conditions,
        rule_rows=rule_rows if day.is_newest else (),
        channels=_channels(campaign, facts, candidates),
        sentence=_sentence(day, campaign, candidates, conditions),
    )


def _arose(candidates: Sequence[Candidate]) -> bool:
    """Whether a candidate arose; what is only kept since it was published has no score."""
    return any(candidate.rank_score is not None for candidate in candidates)


def _channels(
    campaign: Campaign, facts: CustomerFacts, candidates: Sequence[Candidate]
) -> tuple[ChannelAnswer, ...]:
    verdicts = {candidate.channel: candidate.verdict for candidate in candidates}
    names = dict.fromkeys((*campaign.channels, *verdicts, *facts.addresses))
    return tuple(
        ChannelAnswer(
            channel=name,
            is_listed=name in campaign.channels,
            is_known=name in facts.addresses,
            address_count=facts.addresses.get(name, 0),
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
    verdicts = ", ".join(f"{c.channel} ({c.verdict})" for c in candidates)
    if _arose(candidates):
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
