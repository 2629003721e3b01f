"""The walk as anybody would write it: one candidate after the other, in order.

No cleverness, on purpose: this is what the set-based rounds are held against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal


@dataclass(frozen=True)
class Campaign:
    campaign_id: str
    campaign_group: str
    topic: str
    is_service: bool
    obeys_caps: bool
    counts_to_caps: bool
    obeys_exclusions: bool
    daily_capacity: int | None


@dataclass(frozen=True)
class Cap:
    cap_id: str
    scope: str
    scope_value: str | None
    unit: str
    window_type: str
    window_days: int | None
    max_contacts: int
    profile_attribute: str | None
    profile_value: str | None


@dataclass(frozen=True)
class Exclusion:
    exclusion_id: str
    blocking_scope: str
    blocking_value: str | None
    blocked_scope: str
    blocked_value: str | None
    window_days: int


@dataclass(frozen=True)
class Contact:
    contact_id: str
    customer_id: str
    campaign_id: str
    campaign_group: str
    topic: str
    channel: str
    contact_point: str
    counts_to_caps: bool
    status: str
    contact_date: date


@dataclass(frozen=True)
class Candidate:
    customer_id: str
    campaign_id: str
    channel: str
    contact_point: str
    rank_score: Decimal
    strength: Decimal
    triggered_at: datetime
    planned_send_at: datetime
    channel_rank: int
    draw: int


@dataclass(frozen=True)
class Customer:
    customer_id: str
    rfm_segment: str | None
    max_contacts_per_week: int | None


@dataclass(frozen=True)
class Company:
    decision_date: date
    mode: str
    campaigns: Sequence[Campaign]
    channel_capacities: dict[str, int | None]
    caps: Sequence[Cap]
    exclusions: Sequence[Exclusion]
    customers: Sequence[Customer]
    ledger: Sequence[Contact]
    candidates: Sequence[Candidate]


@dataclass(frozen=True)
class Verdict:
    outcome: str
    reason: str
    blocked_by_type: str
    blocked_by_id: str | None


@dataclass
class _Held:
    """What counts at this moment of the walk: the ledger, and what was selected before."""

    company: Company
    contacts: list[Contact] = field(default_factory=list)


def walk(company: Company) -> dict[tuple[str, str, str], Verdict]:
    """Decide every candidate, one by one, in the one total order."""
    held = _Held(company, [c for c in company.ledger if c.status != "not_sent"])
    campaigns = {c.campaign_id: c for c in company.campaigns}
    verdicts = {}
    for candidate in sorted(company.candidates, key=lambda c: _order(c, campaigns, company.mode)):
        campaign = campaigns[candidate.campaign_id]
        blocker = _first_blocker(candidate, campaign, held)
        key = (candidate.customer_id, candidate.campaign_id, candidate.channel)
        if blocker is not None:
            verdicts[key] = blocker
            continue
        verdicts[key] = Verdict("selected", "selected", "none", None)
        held.contacts.append(_contact(candidate, campaign, company.decision_date))
    return verdicts


def _order(candidate: Candidate, campaigns: dict[str, Campaign], mode: str) -> tuple[object, ...]:
    service_first = 0 if campaigns[candidate.campaign_id].is_service else 1
    claim: tuple[object, ...]
    if mode == "chronological":
        claim = (candidate.planned_send_at,)
    else:
        seconds = (candidate.triggered_at - datetime(1970, 1, 1)).total_seconds()
        claim = (-candidate.rank_score, -candidate.strength, -seconds)
    return (
        service_first,
        *claim,
        candidate.campaign_id,
        candidate.channel_rank,
        candidate.draw,
        candidate.customer_id,
    )


def _contact(candidate: Candidate, campaign: Campaign, day: date) -> Contact:
    return Contact(
        contact_id="today",
        customer_id=candidate.customer_id,
        campaign_id=campaign.campaign_id,
        campaign_group=campaign.campaign_group,
        topic=campaign.topic,
        channel=candidate.channel,
        contact_point=candidate.contact_point,
        counts_to_caps=campaign.counts_to_caps,
        status="selected",
        contact_date=day,
    )


def _first_blocker(candidate: Candidate, campaign: Campaign, held: _Held) -> Verdict | None:
    return (
        _other_channel(candidate, held)
        or _exclusion(candidate, campaign, held)
        or _cap(candidate, campaign, held)
        or _wish(candidate, campaign, held)
        or _capacity(candidate, campaign, held)
    )


def _other_channel(candidate: Candidate, held: _Held) -> Verdict | None:
    for contact in held.contacts:
        if (
            contact.customer_id == candidate.customer_id
            and contact.campaign_id == candidate.campaign_id
            and contact.contact_date == held.company.decision_date
        ):
            return Verdict("rejected", "other_channel_selected", "campaign", contact.campaign_id)
    return None


def _exclusion(candidate: Candidate, campaign: Campaign, held: _Held) -> Verdict | None:
    if not campaign.obeys_exclusions:
        return None
    found: list[tuple[int, int, str]] = []
    for place, contact in enumerate(held.contacts):
        if contact.customer_id != candidate.customer_id:
            continue
        if contact.campaign_id == campaign.campaign_id:
            continue
        age = (held.company.decision_date - contact.contact_date).days
        for rule in held.company.exclusions:
            if (
                age <= rule.window_days
                and _in_scope(rule.blocking_scope, rule.blocking_value, contact)
                and _in_scope(rule.blocked_scope, rule.blocked_value, campaign)
            ):
                # Of the ledger the latest contact is named, of the walk the first.
                walked = contact.status == "selected"
                rank = (1, place, "") if walked else (0, age, contact.campaign_id)
                found.append((rank[0], rank[1], contact.campaign_id))
    if not found:
        return None
    return Verdict("rejected", "excluded", "campaign", min(found)[2])


def _cap(candidate: Candidate, campaign: Campaign, held: _Held) -> Verdict | None:
    if not campaign.obeys_caps:
        return None
    customer = _customer(candidate, held)
    for cap in sorted(held.company.caps, key=lambda c: c.cap_id):
        if cap.profile_attribute and customer.rfm_segment != cap.profile_value:
            continue
        if not _in_scope(cap.scope, cap.scope_value, campaign, candidate.channel):
            continue
        start = _window_start(cap.window_type, cap.window_days, held.company.decision_date)
        counted = [
            contact
            for contact in held.contacts
            if contact.counts_to_caps
            and contact.contact_date >= start
            and _same_unit(cap.unit, contact, candidate)
            and _in_scope(cap.scope, cap.scope_value, contact, contact.channel)
        ]
        if len(counted) >= cap.max_contacts:
            return Verdict("rejected", "capped", "cap", cap.cap_id)
    return None


def _wish(candidate: Candidate, campaign: Campaign, held: _Held) -> Verdict | None:
    if campaign.is_service and not campaign.obeys_caps:
        return None
    limit = _customer(candidate, held).max_contacts_per_week
    if limit is None:
        return None
    start = held.company.decision_date - timedelta(days=6)
    counted = [
        contact
        for contact in held.contacts
        if contact.counts_to_caps
        and contact.contact_date >= start
        and contact.customer_id == candidate.customer_id
    ]
    if len(counted) >= limit:
        return Verdict("rejected", "capped", "cap", "customer_preference")
    return None


def _capacity(candidate: Candidate, campaign: Campaign, held: _Held) -> Verdict | None:
    today = [c for c in held.contacts if c.contact_date == held.company.decision_date]
    limit = campaign.daily_capacity
    if limit is not None and sum(c.campaign_id == campaign.campaign_id for c in today) >= limit:
        return Verdict("rejected", "capacity", "capacity", campaign.campaign_id)
    limit = held.company.channel_capacities[candidate.channel]
    if limit is not None and sum(c.channel == candidate.channel for c in today) >= limit:
        return Verdict("rejected", "capacity", "capacity", candidate.channel)
    return None


def _customer(candidate: Candidate, held: _Held) -> Customer:
    return next(c for c in held.company.customers if c.customer_id == candidate.customer_id)


def _same_unit(unit: str, contact: Contact, candidate: Candidate) -> bool:
    if unit == "customer":
        return contact.customer_id == candidate.customer_id
    return contact.contact_point == candidate.contact_point


def _in_scope(
    scope: str, value: str | None, what: Campaign | Contact, channel: str | None = None
) -> bool:
    return {
        "all": True,
        "channel": channel == value,
        "topic": what.topic == value,
        "group": what.campaign_group == value,
        "campaign": what.campaign_id == value,
    }[scope]


def _window_start(window_type: str, window_days: int | None, day: date) -> date:
    if window_type == "rolling_days":
        assert window_days is not None
        return day - timedelta(days=window_days - 1)
    if window_type == "calendar_day":
        return day
    if window_type == "calendar_week":
        return day - timedelta(days=day.isoweekday() - 1)
    return day.replace(day=1)
