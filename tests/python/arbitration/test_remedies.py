"""What is said to let a rejected candidate through does let it through, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from tests.python.arbitration.companies import companies
from tests.python.arbitration.decide import Remedy, decide_in_rounds, one_by_one, remedies_stated
from tests.python.arbitration.test_walk import EXAMPLES
from tests.python.compiled_sql import Bench
from tests.python.reference.walk import Candidate, Company, Contact, walk

Key = tuple[str, str, str]
A_BIT = Decimal("0.0001")


@settings(
    max_examples=max(1, EXAMPLES // 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(company=companies())
def test_a_stated_remedy_lets_the_candidate_through(
    benches: dict[str, Bench], company: Company
) -> None:
    """Of a company that stands alone, its caps and exclusions of scope `all` as they are."""
    bench = benches[company.mode]
    decided = decide_in_rounds(bench, company)
    assert decided == one_by_one(company)
    remedies = remedies_stated(bench, company)

    service_sent = with_service_sent(company)
    assert remedies.keys() == {key for key, verdict in decided.items() if verdict[0] == "rejected"}
    for key, remedy in remedies.items():
        candidate = next(c for c in company.candidates if key_of(c) == key)
        if remedy.remedy_type == "higher_position":
            assert is_selected(with_place(company, candidate, remedy), key), remedy
        elif allows_none_twice(company, candidate):
            continue  # The first of them is named; raising it alone is not enough.
        else:
            waits = waits_for_service(company, candidate)
            known = service_sent if waits else company
            day = remedy.remedy_date or company.decision_date
            assert is_selected(alone(with_room(known, remedy), candidate, day), key), remedy
            if remedy.remedy_type == "later_day" and not waits:
                early = alone(company, candidate, day - timedelta(days=1))
                assert not is_selected(early, key), (remedy, "a day too late")


def key_of(candidate: Candidate) -> Key:
    return candidate.customer_id, candidate.campaign_id, candidate.channel


def is_selected(company: Company, key: Key) -> bool:
    return walk(company)[key].outcome == "selected"


def with_place(company: Company, candidate: Candidate, remedy: Remedy) -> Company:
    """The company with the candidate in front of what it has to come before."""
    if company.mode == "chronological":
        assert remedy.remedy_at is not None
        moved = replace(candidate, planned_send_at=remedy.remedy_at - timedelta(microseconds=1))
    else:
        assert remedy.remedy_value is not None
        moved = replace(candidate, rank_score=remedy.remedy_value + A_BIT)
    others = [c for c in company.candidates if c is not candidate]
    return replace(company, candidates=[*others, moved])


def with_room(company: Company, remedy: Remedy) -> Company:
    """The company with the named cap, or capacity, as high as stated."""
    if remedy.remedy_type == "later_day":
        return company
    assert remedy.remedy_value is not None
    most, name = int(remedy.remedy_value), remedy.remedy_id
    if name == "customer_preference":
        customers = [replace(c, max_contacts_per_week=most) for c in company.customers]
        return replace(company, customers=customers)
    if remedy.remedy_type == "higher_cap":
        caps = [replace(c, max_contacts=most) if c.cap_id == name else c for c in company.caps]
        return replace(company, caps=caps)
    return replace(
        company,
        campaigns=[
            replace(c, daily_capacity=most) if c.campaign_id == name else c
            for c in company.campaigns
        ],
        channel_capacities={
            channel: most if channel == name else limit
            for channel, limit in company.channel_capacities.items()
        },
    )


def alone(company: Company, candidate: Candidate, day: date) -> Company:
    """The candidate on a day, before all others."""
    return replace(company, decision_date=day, candidates=[candidate])


def with_service_sent(company: Company) -> Company:
    """The company with the service messages of today in its ledger."""
    campaigns = {c.campaign_id: c for c in company.campaigns}
    verdicts = walk(company)
    sent = [
        Contact(
            contact_id=f"today{number}",
            customer_id=candidate.customer_id,
            campaign_id=candidate.campaign_id,
            campaign_group=campaigns[candidate.campaign_id].campaign_group,
            topic=campaigns[candidate.campaign_id].topic,
            channel=candidate.channel,
            contact_point=candidate.contact_point,
            counts_to_caps=campaigns[candidate.campaign_id].counts_to_caps,
            status="sent",
            contact_date=company.decision_date,
        )
        for number, candidate in enumerate(company.candidates)
        if campaigns[candidate.campaign_id].is_service
        and verdicts[key_of(candidate)].outcome == "selected"
    ]
    return replace(company, ledger=[*company.ledger, *sent])


def waits_for_service(company: Company, candidate: Candidate) -> bool:
    """Whether only the service messages of today keep it back, wherever it stands."""
    service = {c.campaign_id for c in company.campaigns if c.is_service}
    key = key_of(candidate)
    if candidate.campaign_id in service or not is_selected(
        replace(company, candidates=[candidate]), key
    ):
        return False
    first = [c for c in company.candidates if c.campaign_id in service]
    return not is_selected(replace(company, candidates=[*first, candidate]), key)


def allows_none_twice(company: Company, candidate: Candidate) -> bool:
    """Whether more than one limit of 0 stands in the way."""
    zeros = [cap.cap_id for cap in company.caps if cap.max_contacts == 0]
    wish = next(c for c in company.customers if c.customer_id == candidate.customer_id)
    campaign = next(c for c in company.campaigns if c.campaign_id == candidate.campaign_id)
    limits = [
        *zeros,
        *(["wish"] if wish.max_contacts_per_week == 0 else []),
        *(["campaign"] if campaign.daily_capacity == 0 else []),
        *(["channel"] if company.channel_capacities[candidate.channel] == 0 else []),
    ]
    return len(limits) > 1
