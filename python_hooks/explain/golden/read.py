"""What the tables say of one customer, read one concern at a time."""

from __future__ import annotations

from collections import defaultdict

import duckdb

from python_hooks.explain.golden.records import (
    Change,
    GoldenField,
    Household,
    HouseholdMember,
    OtherValue,
    PossibleLink,
    Preference,
    RefusedLink,
    SourceRecord,
    Statement,
    Summary,
)
from python_hooks.explain.reading import rows, text
from python_hooks.policy.vocabulary import GOLDEN_FIELDS

# The push token is an address only: it is no field of dim_customers.
FIELDS = tuple(field for field in GOLDEN_FIELDS if field != "push_token")


def read_summary(warehouse: duckdb.DuckDBPyConnection, customer_id: str) -> Summary:
    """The person as a whole."""
    found = rows(
        warehouse,
        f"""
        select
            (select max(as_of) from delivery.int_publications_prepared),
            first_seen_at, last_seen_at, record_count, completeness_score, is_deleted
        from customer.dim_customers
        where customer_id = {text(customer_id)}
        """,
    )
    return Summary(*found[0])


def read_fields(warehouse: duckdb.DuckDBPyConnection, customer_id: str) -> tuple[GoldenField, ...]:
    """Each golden field with its origin and the values that did not survive."""
    columns = ", ".join(
        f"cast({field} as varchar), {field}_source, {field}_updated_at" for field in FIELDS
    )
    person = f"where customer_id = {text(customer_id)}"
    golden = rows(warehouse, f"select {columns} from customer.dim_customers {person}")[0]
    decided = {
        row[0]: row[1:]
        for row in rows(
            warehouse,
            f"""
            select field, source_record_id, strategy, decided_by
            from customer.int_customer_golden_fields
            {person}
            """,
        )
    }
    others = _other_values(warehouse, customer_id)
    return tuple(
        GoldenField(
            field=field,
            value=golden[3 * place],
            source_name=golden[3 * place + 1],
            source_record_id=decided.get(field, (None, None, None))[0],
            strategy=decided.get(field, (None, None, None))[1],
            decided_by=decided.get(field, (None, None, None))[2],
            updated_at=golden[3 * place + 2],
            others=tuple(others.get(field, ())),
        )
        for place, field in enumerate(FIELDS)
    )


def _other_values(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> dict[str, list[OtherValue]]:
    found = rows(
        warehouse,
        f"""
        with known as (
            select * from customer.int_customer_values_weighed
            where customer_id = {text(customer_id)}
        ),
        golden as (
            select known.field, known.value_key
            from customer.int_customer_golden_fields as fields
            inner join known
                on fields.field = known.field
                and fields.source_name = known.source_name
                and fields.source_record_id = known.source_record_id
            where fields.customer_id = {text(customer_id)}
        )
        select
            known.field, min(known.field_value),
            list(distinct known.source_name order by known.source_name)
        from known
        left join golden on known.field = golden.field
        where known.value_key is distinct from golden.value_key
        group by known.field, known.value_key
        order by known.field, count(*) desc, known.value_key
        """,
    )
    others: dict[str, list[OtherValue]] = defaultdict(list)
    for field, value, source_names in found:
        others[field].append(OtherValue(value, tuple(source_names)))
    return others


def read_records(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> tuple[SourceRecord, ...]:
    """The records of the person, first seen first, and what attached each."""
    found = rows(
        warehouse,
        f"""
        select
            bridge.source_name, bridge.source_record_id, bridge.first_seen_at,
            records.changed_at, coalesce(records.is_deleted, false),
            bridge.link_rule, bridge.link_probability,
            bridge.linked_source_name, bridge.linked_source_record_id
        from identity.bridge_customer_records as bridge
        left join customer.int_customer_records as records
            on bridge.source_name = records.source_name
            and bridge.source_record_id = records.source_record_id
        where bridge.customer_id = {text(customer_id)}
        order by
            bridge.link_rule <> 'own', bridge.first_seen_at nulls last,
            bridge.source_name, bridge.source_record_id
        """,
    )
    return tuple(SourceRecord(*row) for row in found)


def read_refused_links(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> tuple[RefusedLink, ...]:
    """The links to other customers that were refused, seen from this one."""
    found = rows(
        warehouse,
        f"""
        with refused as (
            select
                refusals.*,
                case when refusals.link_rule = 'probable' then matches.probability end
                    as probability,
                case when refusals.link_rule = 'probable' then matches.evidence end as evidence
            from identity.fct_identity_refusals as refusals
            left join identity.fct_identity_matches as matches
                on refusals.earlier_source_name = matches.earlier_source_name
                and refusals.earlier_source_record_id = matches.earlier_source_record_id
                and refusals.later_source_name = matches.later_source_name
                and refusals.later_source_record_id = matches.later_source_record_id
        )
        {
            _seen_from(
                "refused", customer_id, "link_rule, identifier_value, reason, probability, evidence"
            )
        }
        """,
    )
    return tuple(RefusedLink(*row) for row in found)


def read_possible_links(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> tuple[PossibleLink, ...]:
    """The people who may be this one, for a person to decide, seen from this one."""
    found = rows(
        warehouse,
        f"""
        with possible as (
            select * from identity.fct_identity_matches
            where outcome = 'review' and earlier_customer_id <> later_customer_id
        )
        {_seen_from("possible", customer_id, "probability, evidence")}
        """,
    )
    return tuple(PossibleLink(*row) for row in found)


def _seen_from(pairs: str, customer_id: str, told: str) -> str:
    """A query of pairs of records, each with the customer's own record first."""
    return f"""
        select
            earlier_source_name, earlier_source_record_id,
            later_source_name, later_source_record_id, later_customer_id, {told}
        from {pairs}
        where earlier_customer_id = {text(customer_id)}
        union all
        select
            later_source_name, later_source_record_id,
            earlier_source_name, earlier_source_record_id, earlier_customer_id, {told}
        from {pairs}
        where
            later_customer_id = {text(customer_id)}
            and earlier_customer_id <> later_customer_id
        order by all
    """


def read_household(warehouse: duckdb.DuckDBPyConnection, customer_id: str) -> Household:
    """Who else is in the household, and what each shares with this customer."""
    found = rows(
        warehouse,
        f"""
        with shared as (
            select theirs.customer_id, list(distinct theirs.shared order by theirs.shared) as shares
            from customer.int_household_people as mine
            inner join customer.int_household_people as theirs
                on mine.shared = theirs.shared and mine.place = theirs.place
                and mine.last_name_key = theirs.last_name_key
            where
                mine.customer_id = {text(customer_id)}
                and mine.is_usable and theirs.is_usable
            group by theirs.customer_id
        )
        select customers.household_key, customers.customer_id, shared.shares
        from customer.dim_customers as customers
        left join shared on customers.customer_id = shared.customer_id
        where
            customers.household_key = (
                select household_key from customer.dim_customers
                where customer_id = {text(customer_id)}
            )
        order by customers.customer_id
        """,
    )
    members = (HouseholdMember(row[1], tuple(row[2] or ())) for row in found)
    return Household(found[0][0], tuple(m for m in members if m.customer_id != customer_id))


def read_statements(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> tuple[Statement, ...]:
    """What the person allowed and withdrew, newest first."""
    found = rows(
        warehouse,
        f"""
        select
            recorded_at, purpose, channel, topic, contact_point, status, is_current,
            source_name, source_record_id
        from customer.fct_consents
        where customer_id = {text(customer_id)}
        order by recorded_at desc, consent_id
        """,
    )
    return tuple(Statement(*row) for row in found)


def read_preferences(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> tuple[Preference, ...]:
    """What the person asked for, newest first."""
    found = rows(
        warehouse,
        f"""
        select recorded_at, preference, value, is_current, source_name, source_record_id
        from customer.fct_preferences
        where customer_id = {text(customer_id)}
        order by recorded_at desc, preference_id
        """,
    )
    return tuple(Preference(*row) for row in found)


def read_changes(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> tuple[tuple[str, ...], tuple[Change, ...]]:
    """The ids whose place this customer has, and every change of those and of its own.

    An id that was merged and lives again is nobody's former one.
    """
    found = rows(
        warehouse,
        f"""
        with recursive newest as (
            select previous_customer_id, customer_id from identity.fct_identity_changes
            where
                change_type = 'merged'
                and previous_customer_id not in (select customer_id from customer.dim_customers)
            qualify row_number() over (
                partition by previous_customer_id
                order by publication_number desc nulls first, as_of desc, change_id asc
            ) = 1
        ),
        ids as (
            select {text(customer_id)} as customer_id
            union
            select former_customer_id
            from identity.bridge_former_customers
            where
                customer_id = {text(customer_id)}
                and former_customer_id not in (select previous_customer_id from newest)
            union
            select newest.previous_customer_id
            from newest
            inner join ids on newest.customer_id = ids.customer_id
        )
        select
            changes.as_of, changes.change_type, changes.customer_id, changes.previous_customer_id,
            changes.source_name, changes.source_record_id,
            changes.previous_customer_id in (select customer_id from ids) as is_of_former
        from identity.fct_identity_changes as changes
        where
            changes.customer_id in (select customer_id from ids)
            or changes.previous_customer_id in (select customer_id from ids)
        order by
            changes.publication_number nulls last, changes.as_of, changes.change_type,
            changes.customer_id, changes.previous_customer_id
        """,
    )
    unmerged = rows(
        warehouse,
        f"""
        select former_customer_id from identity.bridge_former_customers
        where customer_id = {text(customer_id)} order by former_customer_id
        """,
    )
    former = [row[3] for row in found if row[6] and row[3] != customer_id]
    former += [row[0] for row in unmerged]
    return tuple(dict.fromkeys(former)), tuple(Change(*row[:6]) for row in found)
