"""A scope and the name it is about, as caps and exclusions write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from python_hooks.policy.checks.cells import unknown_name
from python_hooks.policy.finding import Finding
from python_hooks.policy.names import Names
from python_hooks.policy.table import Row
from python_hooks.policy.values import items


def check_scope(
    row: Row, scope_column: str, value_column: str, known: dict[str, Names]
) -> Iterator[Finding]:
    """Check that the value is there when it must be, and names something."""
    scope, value = row[scope_column], row[value_column]
    if scope == "all":
        if value:
            message = f"'{value}' means nothing where {scope_column} is all"
            yield row.finding(value_column, message, "leave the cell empty")
        return
    if not scope:
        return
    if not value:
        hint = f"name the {scope}, or set {scope_column} to all"
        yield row.finding(value_column, "is empty and must not be", hint)
    elif scope in known and value not in known[scope].known:
        yield unknown_name(row, value_column, scope, value, known[scope])


def falls_in_scope(campaign: Row, scope: str, value: str) -> bool:
    """Whether contacts of a campaign can be of this scope."""
    if scope == "channel":
        return value in items(campaign["channels"])
    column = {"campaign": "campaign_id", "group": "campaign_group", "topic": "topic"}.get(scope)
    return scope == "all" or (column is not None and campaign[column] == value)


def in_scope(campaigns: Iterable[Row], scope: str, value: str) -> list[Row]:
    """Return the campaigns whose contacts can be of this scope."""
    return [campaign for campaign in campaigns if falls_in_scope(campaign, scope, value)]
