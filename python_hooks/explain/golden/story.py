"""The story of a golden record, put together from the tables."""

from __future__ import annotations

import duckdb

from python_hooks.errors import UserError
from python_hooks.explain.customer import find_customer
from python_hooks.explain.golden.addresses import read_contact_points
from python_hooks.explain.golden.read import (
    read_changes,
    read_fields,
    read_household,
    read_possible_links,
    read_preferences,
    read_records,
    read_refused_links,
    read_statements,
    read_summary,
)
from python_hooks.explain.golden.records import Change, CustomerStory, Statement, Summary
from python_hooks.explain.records import Person
from python_hooks.settings import Settings
from python_hooks.warehouse import open_warehouse


def explain_customer(settings: Settings, asked: str) -> CustomerStory:
    """The story of the customer with this id (a former one too), e-mail, phone or number.

    Raises `UserError` where there is none, or where several share it.
    """
    with open_warehouse(settings) as warehouse:
        try:
            return _story(warehouse, asked)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise UserError(
                "the warehouse was not built by this version; run `batuta run` first"
            ) from error


def _story(warehouse: duckdb.DuckDBPyConnection, asked: str) -> CustomerStory:
    person = find_customer(warehouse, asked)
    customer_id = person.customer_id
    summary = read_summary(warehouse, customer_id)
    former_ids, changes = read_changes(warehouse, customer_id)
    statements = read_statements(warehouse, customer_id)
    return CustomerStory(
        customer_id=customer_id,
        former_ids=former_ids,
        notes=_notes(asked.strip(), person, summary, changes, statements),
        summary=summary,
        fields=read_fields(warehouse, customer_id),
        records=read_records(warehouse, customer_id),
        refused_links=read_refused_links(warehouse, customer_id),
        possible_links=read_possible_links(warehouse, customer_id),
        contact_points=read_contact_points(warehouse, customer_id),
        household=read_household(warehouse, customer_id),
        statements=statements,
        preferences=read_preferences(warehouse, customer_id),
        changes=changes,
    )


def _notes(
    asked: str,
    person: Person,
    summary: Summary,
    changes: tuple[Change, ...],
    statements: tuple[Statement, ...],
) -> tuple[str, ...]:
    notes = []
    merges = [c for c in changes if c.change_type == "merged" and c.previous_customer_id == asked]
    if merges and asked != person.customer_id:
        notes.append(
            f"{asked} was merged into {merges[-1].customer_id} on {merges[-1].as_of.date()}."
        )
    if person.is_erased:
        notes.append("The person was erased.")
    if summary.is_deleted:
        notes.append("The sources deleted every record of the person; nothing is known any more.")
    refused = {s.purpose for s in statements if s.is_current and s.status == "withdrawn"}
    for purpose, effect in (
        ("tracking", "no visits are theirs"),
        ("profiling", "nothing is derived about them"),
    ):
        if purpose in refused:
            notes.append(f"The person refuses {purpose}: {effect}.")
    return tuple(notes)
