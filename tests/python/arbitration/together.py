"""Many companies as one, in which none can touch another: one run decides them all.

Names get their company's number in front, channels too, so that a scope, an address, a campaign's
and a channel's capacity stay within it. What reaches everybody is named in other words: a cap of
scope `all` counts for the customers of its company, told by a profile attribute; an exclusion of
scope `all` is one of each of its campaigns.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.python.reference.walk import Cap, Company, Contact, Customer, Exclusion

# A profile attribute that says whose customer somebody is; the random companies use another.
HOUSE = "language"


def together(companies: Sequence[Company]) -> Company:
    """One company of all of them; they have to be decided by the same order and on the same day."""
    houses = [_named(company, _house(number)) for number, company in enumerate(companies)]
    return Company(
        decision_date=companies[0].decision_date,
        mode=companies[0].mode,
        campaigns=[c for house in houses for c in house.campaigns],
        channel_capacities={k: v for house in houses for k, v in house.channel_capacities.items()},
        caps=[c for house in houses for c in house.caps],
        exclusions=[x for house in houses for x in house.exclusions],
        customers=[c for house in houses for c in house.customers],
        ledger=[c for house in houses for c in house.ledger],
        candidates=[c for house in houses for c in house.candidates],
    )


def house_of(name: str) -> str:
    """The company a name is of; nothing for the names of a company that stands alone."""
    return name.rpartition("/")[0]


def name_in(house: str, name: str | None) -> str | None:
    return name if name is None or not house else f"{house}/{name}"


def own_name(name: str | None) -> str | None:
    """The name its company gave it."""
    return None if name is None else name.rpartition("/")[2]


def number_of(name: str) -> int:
    """Which of the companies a name is of."""
    return int(house_of(name))


def _house(number: int) -> str:
    return f"{number:05}"


def _named(company: Company, house: str) -> Company:
    def of(name: str) -> str:
        return f"{house}/{name}"

    known = {c.campaign_id for c in company.campaigns} | {c.campaign_id for c in company.ledger}
    return replace(
        company,
        campaigns=[
            replace(
                c,
                campaign_id=of(c.campaign_id),
                campaign_group=of(c.campaign_group),
                topic=of(c.topic),
            )
            for c in company.campaigns
        ],
        channel_capacities={of(c): most for c, most in company.channel_capacities.items()},
        caps=[_cap_of_house(cap, house) for cap in company.caps],
        exclusions=[
            rule for x in company.exclusions for rule in _exclusions_of_house(x, house, known)
        ],
        customers=[_customer_of_house(c, house) for c in company.customers],
        ledger=[_contact_of_house(c, house) for c in company.ledger],
        candidates=[
            replace(
                c,
                customer_id=of(c.customer_id),
                campaign_id=of(c.campaign_id),
                channel=of(c.channel),
                contact_point=of(c.contact_point),
            )
            for c in company.candidates
        ],
    )


def _cap_of_house(cap: Cap, house: str) -> Cap:
    named = replace(
        cap,
        cap_id=f"{house}/{cap.cap_id}",
        scope_value=name_in(house, cap.scope_value),
        profile_value=name_in(house, cap.profile_value),
    )
    if cap.scope == "all" and cap.profile_attribute is None:
        return replace(named, profile_attribute=HOUSE, profile_value=house)
    return named


def _exclusions_of_house(rule: Exclusion, house: str, known: set[str]) -> Iterator[Exclusion]:
    def sides(scope: str, value: str | None) -> list[tuple[str, str | None]]:
        if scope == "all":
            return [("campaign", name_in(house, name)) for name in sorted(known)]
        return [(scope, name_in(house, value))]

    pairs = itertools.product(
        sides(rule.blocking_scope, rule.blocking_value),
        sides(rule.blocked_scope, rule.blocked_value),
    )
    for number, (blocking, blocked) in enumerate(pairs):
        name = f"{house}/{rule.exclusion_id}.{number:02}"
        yield Exclusion(name, *blocking, *blocked, rule.window_days)


def _customer_of_house(customer: Customer, house: str) -> Customer:
    return replace(
        customer,
        customer_id=f"{house}/{customer.customer_id}",
        rfm_segment=name_in(house, customer.rfm_segment),
    )


def _contact_of_house(contact: Contact, house: str) -> Contact:
    def of(name: str) -> str:
        return f"{house}/{name}"

    return replace(
        contact,
        contact_id=of(contact.contact_id),
        customer_id=of(contact.customer_id),
        campaign_id=of(contact.campaign_id),
        campaign_group=of(contact.campaign_group),
        topic=of(contact.topic),
        channel=of(contact.channel),
        contact_point=of(contact.contact_point),
    )
