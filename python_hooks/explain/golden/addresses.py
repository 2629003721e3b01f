"""A customer's addresses, and what consent says about each channel that uses them."""

from __future__ import annotations

from collections import defaultdict

import duckdb

from python_hooks.explain.golden.records import ContactPoint, Permission
from python_hooks.explain.reading import rows, text


def read_contact_points(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> tuple[ContactPoint, ...]:
    """The addresses, by type, the primary one first."""
    permissions = _permissions(warehouse, customer_id)
    found = rows(
        warehouse,
        f"""
        select
            contact_point_type, contact_point, is_primary, is_valid, last_bounced_at,
            is_suppressed, suppression_reason, valid_from_at, source_name, source_record_id,
            record_count
        from customer.dim_contact_points
        where customer_id = {text(customer_id)}
        order by contact_point_type, is_primary desc, contact_point
        """,
    )
    return tuple(ContactPoint(*(*row, tuple(permissions.get(row[:2], ())))) for row in found)


def _permissions(
    warehouse: duckdb.DuckDBPyConnection, customer_id: str
) -> dict[tuple[str, str], list[Permission]]:
    """By kind and address: what holds for all topics before what holds for one."""
    found = rows(
        warehouse,
        f"""
        with permissions as (
            select
                contact_point_type, contact_point, channel, null as topic, status, decided_at,
                source_name
            from customer.dim_channel_permissions
            where customer_id = {text(customer_id)}
            union all
            select
                contact_point_type, contact_point, channel, topic, status, decided_at, source_name
            from customer.dim_topic_permissions
            where customer_id = {text(customer_id)}
        )
        select
            permissions.contact_point_type, permissions.contact_point,
            permissions.channel, permissions.topic, permissions.status,
            permissions.status = 'granted'
            or (permissions.status = 'unknown' and not channels.requires_opt_in),
            permissions.decided_at, permissions.source_name
        from permissions
        inner join policy.channels as channels on permissions.channel = channels.channel
        order by permissions.channel, permissions.topic nulls first
        """,
    )
    permissions: dict[tuple[str, str], list[Permission]] = defaultdict(list)
    for kind, address, *values in found:
        permissions[kind, address].append(Permission(*values))
    return permissions
