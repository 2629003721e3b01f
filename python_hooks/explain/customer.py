"""Finding the customer somebody means."""

from __future__ import annotations

import re

import duckdb

from python_hooks.errors import UserError
from python_hooks.explain.reading import rows, text
from python_hooks.explain.records import Person

# The first of these that finds anybody is what was meant.
WAYS = (
    "select customer_id from customer.dim_customers where customer_id = {exact}",
    "select customer_id from customer.dim_contact_points where lower(contact_point) = {lower}",
    """
    select customer_id from customer.dim_contact_points
    where contact_point_type = 'phone' and contact_point = {phone}
    """,
    """
    select customer_id from customer.dim_contact_points
    where contact_point_type = 'customer_number' and contact_point = {number}
    """,
    "select customer_id from identity.bridge_customer_records where source_record_id = {exact}",
    # An id that a merge has ended, by its newest merge, and by the merges of whoever took it in.
    """
    with recursive newest as (
        select previous_customer_id, customer_id from identity.fct_identity_changes
        where change_type = 'merged'
        qualify row_number() over (
            partition by previous_customer_id
            order by publication_number desc nulls first, as_of desc, change_id asc
        ) = 1
    ),
    living as (select customer_id from customer.dim_customers),
    chain as (
        select {exact} as customer_id
        union
        select newest.customer_id
        from chain
        inner join newest on chain.customer_id = newest.previous_customer_id
        where chain.customer_id not in (from living)
    )
    select customer_id from chain where customer_id in (from living)
    """,
    # One that ended without a merge: its records are somebody else's now.
    "select customer_id from identity.bridge_former_customers where former_customer_id = {exact}",
    # An address that only records know which their source has deleted.
    "select customer_id from identity.bridge_contact_points where lower(contact_point) = {lower}",
)
SHOWN = 5
# What is no longer than this is hidden whole when it is repeated.
SHORT = 5


def find_customer(warehouse: duckdb.DuckDBPyConnection, asked: str) -> Person:
    """The one customer with this id, e-mail, phone, customer number or source record."""
    wanted = asked.strip()
    if not wanted:
        raise UserError("name a customer: an id, e-mail, phone or customer number")
    values = {
        "exact": text(wanted),
        "lower": text(wanted.lower()),
        "phone": text(re.sub(r"[\s()./-]", "", re.sub(r"^00", "+", wanted))),
        "number": text(re.sub(r"\.0+$", "", wanted)),
    }
    for way in WAYS:
        query = f"select distinct customer_id from ({way.format(**values)}) order by customer_id"
        found = [str(row[0]) for row in rows(warehouse, query)]
        if len(found) > 1:
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            raise UserError(
                f"{len(found)} customers share it; name one by id: {', '.join(found[:SHOWN])}{more}"
            )
        if found:
            return _person(warehouse, found[0])
    raise UserError(f"no customer has this id, e-mail, phone or customer number: {masked(wanted)}")


def masked(asked: str) -> str:
    """What somebody asked for, so that they know it again and nobody else does."""
    seen = "".join(character for character in asked if character.isprintable())
    name, at, place = seen.rpartition("@")
    if at:
        return f"{name[:1]}***@{place[:1]}***"
    return "***" if len(seen) <= SHORT else f"{seen[:2]}***{seen[-1:]}"


def _person(warehouse: duckdb.DuckDBPyConnection, customer_id: str) -> Person:
    found = rows(
        warehouse,
        f"""
        select
            case when customers.is_time_zone_known then customers.time_zone end,
            coalesce(profiles.is_profiled, false),
            exists (
                select 1 from arbitration.int_customers_erased as erased
                where erased.customer_id = customers.customer_id
            )
        from customer.dim_customers as customers
        left join behaviour.dim_customer_profiles as profiles
            on customers.customer_id = profiles.customer_id
        where customers.customer_id = {text(customer_id)}
        """,
    )
    if not found:
        raise UserError("the customer is in no table of the newest build; run `batuta run` first")
    return Person(customer_id, *found[0])
