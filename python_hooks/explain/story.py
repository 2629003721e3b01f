"""The story of a customer's day, put together from the tables."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from python_hooks.errors import UserError
from python_hooks.explain.campaign import find_campaign
from python_hooks.explain.customer import find_customer
from python_hooks.explain.day import find_day, read_candidates
from python_hooks.explain.facts import read_facts
from python_hooks.explain.ledger import read_caps, read_contacts
from python_hooks.explain.records import Candidate, Day, DayStory, Person
from python_hooks.explain.why_not import explain_campaign
from python_hooks.settings import Settings
from python_hooks.warehouse import open_warehouse


def explain_decision(
    settings: Settings, customer: str, day: str | None, campaign: str | None
) -> DayStory:
    """The story of a customer, found by id or address, on a decided day; or of one campaign.

    Raises `UserError` where there is no such customer, day or campaign.
    """
    with open_warehouse(settings) as warehouse:
        try:
            return _story(warehouse, customer, day, campaign)
        except duckdb.CatalogException as error:
            raise UserError(
                "the warehouse was not built by this version; run `batuta run` first"
            ) from error


def _story(
    warehouse: duckdb.DuckDBPyConnection, customer: str, date: str | None, campaign: str | None
) -> DayStory:
    person = find_customer(warehouse, customer)
    day = find_day(warehouse, date)
    candidates = read_candidates(warehouse, person, day)
    notes = _notes(person, day, candidates)
    asked = None if campaign is None else find_campaign(warehouse, campaign, candidates)
    why_not = None
    if asked is not None:
        candidates = tuple(c for c in candidates if c.campaign_id == asked.campaign_id)
        why_not = explain_campaign(day, asked, read_facts(warehouse, person), candidates)
    return DayStory(
        person=person,
        day=day,
        candidates=candidates,
        contacts=read_contacts(warehouse, person, day),
        caps=read_caps(warehouse, person, day),
        notes=notes,
        why_not=why_not,
    )


def _notes(person: Person, day: Day, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    notes = []
    if person.is_erased:
        notes.append("The person was erased.")
    if not person.is_profiled:
        notes.append("The customer refused profiling: nothing is derived about them.")
    if any(candidate.reason == "already_published" for candidate in candidates):
        notes.append(
            "What was published for the day before it was decided again stands in the ledger."
        )
    if not day.is_newest:
        notes.append(
            f"Decisions are those of {day.decision_date}; profiles, triggers and the ledger's"
            f" states are those of the newest build, {day.newest_date}."
        )
    if not day.has_policy:
        notes.append(
            f"The day was decided by policy {day.policy_version}; campaigns and caps shown are"
            f" those of policy {day.newest_version}."
        )
    return tuple(notes)
