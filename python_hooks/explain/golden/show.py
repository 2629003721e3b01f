"""A golden record drawn for people: tables on a terminal, whole lines elsewhere."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from python_hooks.explain.golden.records import CustomerStory, GoldenField, Permission
from python_hooks.explain.golden.words import (
    address_state,
    change_words,
    field_reason,
    link_reason,
    permission_words,
    refusal_reason,
)
from python_hooks.explain.page import add_row, make_table, print_line, print_table, visible


def show_customer(console: Console, story: CustomerStory) -> None:
    """Draw who the customer is and where each part of it comes from."""
    summary = story.summary
    print_line(console, f"customer {story.customer_id}", "bold")
    seen = f"first seen {_day(summary.first_seen_at)}, last seen {_day(summary.last_seen_at)}"
    known = f"{summary.completeness_score * 100:.0f} % of the fields known"
    records = "1 record" if summary.record_count == 1 else f"{summary.record_count} records"
    as_of = f"as of {_moment(summary.as_of)} UTC · " if summary.as_of else ""
    print_line(console, f"{as_of}{records} · {seen} · {known}", "dim")
    for former_id in story.former_ids:
        print_line(console, f"formerly also {visible(former_id)}", "dim")
    for note in story.notes:
        print_line(console, f"note: {visible(note)}", "yellow")
    _part(console, "golden record", _fields(story.fields, console.is_terminal))
    _part(console, "records of this person", _records(story))
    _part(console, "links to others that were refused", _refused(story))
    _part(console, "who may be the same person, for a person to decide", _possible(story))
    _part(
        console,
        "addresses, and what may be sent there",
        _contact_points(story, console.is_terminal),
    )
    _household(console, story)
    _part(console, "what the person allowed and withdrew", _statements(story))
    _part(console, "what the person asked for", _preferences(story))
    _part(console, "history", _changes(story))


def _part(console: Console, title: str, table: Table) -> None:
    if not table.row_count:
        return
    print_line(console, "")
    print_line(console, title)
    print_table(console, table)


def _fields(fields: tuple[GoldenField, ...], is_narrow: bool) -> Table:
    """One line per field; on a screen, which is narrow, the reason stands below the value."""
    headers = ["field", "value", "source", "changed", "why", "other values"]
    if is_narrow:
        headers = ["field", "value, and why", "source", "changed"]
    table = make_table(*headers)
    for field in fields:
        value = Text(visible(field.value)) if field.value is not None else Text("unknown", "dim")
        others = "; ".join(
            f"{visible(other.value)} ({', '.join(other.source_names)})" for other in field.others
        )
        why = field_reason(field)
        if field.value is not None and not field.others and field.decided_by == "only_value":
            why = "" if is_narrow else why
        source = " ".join(n for n in (field.source_name, field.source_record_id) if n)
        if not is_narrow:
            cells = (field.field, value, visible(source), _day(field.updated_at), why, others)
            add_row(table, *cells)
            continue
        below = [why] if why else []
        below += [f"not {others}"] if others else []
        told = Text("\n").join([value, *(Text(line, "dim") for line in below)])
        add_row(table, field.field, told, field.source_name or "", _day(field.updated_at))
    return table


def _records(story: CustomerStory) -> Table:
    table = make_table("source", "record", "first seen", "changed", "linked by")
    for record in story.records:
        deleted = " · deleted at the source" if record.is_deleted else ""
        add_row(
            table,
            record.source_name,
            visible(record.source_record_id),
            _day(record.first_seen_at),
            _day(record.changed_at),
            visible(link_reason(record)) + deleted,
        )
    return table


def _refused(story: CustomerStory) -> Table:
    table = make_table("record", "shares", "with", "of customer", "two people because")
    for link in story.refused_links:
        shared = f"{link.link_rule} {link.identifier_value or ''}".rstrip()
        if link.probability is not None:
            shared += f" ({link.probability:.4g}: {link.evidence})"
        add_row(
            table,
            visible(f"{link.source_name} {link.source_record_id}"),
            visible(shared),
            visible(f"{link.other_source_name} {link.other_source_record_id}"),
            link.other_customer_id,
            refusal_reason(link),
        )
    return table


def _possible(story: CustomerStory) -> Table:
    table = make_table("record", "with", "of customer", "probability", "evidence (bits)")
    for link in story.possible_links:
        add_row(
            table,
            visible(f"{link.source_name} {link.source_record_id}"),
            visible(f"{link.other_source_name} {link.other_source_record_id}"),
            link.other_customer_id,
            f"{link.probability:.4g}",
            visible(link.evidence),
        )
    return table


def _contact_points(story: CustomerStory, is_narrow: bool) -> Table:
    table = make_table("kind", "address", "state", "known since", "consent")
    for point in story.contact_points:
        add_row(
            table,
            point.contact_point_type + (" (first)" if point.is_primary else ""),
            visible(point.contact_point),
            address_state(point),
            f"{_day(point.valid_from_at)} by {point.source_name}",
            Text("\n" if is_narrow else "; ").join(_permission(p) for p in point.permissions),
        )
    return table


def _permission(permission: Permission) -> Text:
    return Text(visible(permission_words(permission)), "" if permission.is_allowed else "yellow")


def _household(console: Console, story: CustomerStory) -> None:
    print_line(console, "")
    members = story.household.members
    if not members:
        print_line(console, "household: shared with nobody")
        return
    print_line(console, f"household {story.household.household_key}, shared with")
    table = make_table("customer", "by")
    for member in members:
        by = " and ".join(member.shares) or "others of the household"
        add_row(table, member.customer_id, by)
    print_table(console, table)


def _statements(story: CustomerStory) -> Table:
    table = make_table("on", "purpose", "channel", "topic", "status", "in force", "record")
    for statement in story.statements:
        channel = statement.channel or "all"
        if statement.contact_point is not None:
            channel += f", {statement.contact_point}"
        add_row(
            table,
            _day(statement.recorded_at),
            statement.purpose,
            visible(channel),
            visible(statement.topic or "all"),
            Text(statement.status, "" if statement.status == "granted" else "yellow"),
            "yes" if statement.is_current else "no",
            visible(f"{statement.source_name} {statement.source_record_id}"),
        )
    return table


def _preferences(story: CustomerStory) -> Table:
    table = make_table("on", "preference", "value", "in force", "record")
    for preference in story.preferences:
        add_row(
            table,
            _day(preference.recorded_at),
            preference.preference,
            visible(preference.value or "taken back"),
            "yes" if preference.is_current else "no",
            visible(f"{preference.source_name} {preference.source_record_id}"),
        )
    return table


def _changes(story: CustomerStory) -> Table:
    table = make_table("as of (UTC)", "what")
    for change in story.changes:
        add_row(table, _moment(change.as_of), visible(change_words(change)))
    return table


def _day(moment: datetime | None) -> str:
    return "unknown" if moment is None else str(moment.date())


def _moment(moment: datetime | None) -> str:
    return "unknown" if moment is None else f"{moment:%Y-%m-%d %H:%M:%S}"
