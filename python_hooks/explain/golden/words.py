"""The words of the tables in the words of people."""

from __future__ import annotations

from python_hooks.explain.golden.records import (
    Change,
    ContactPoint,
    GoldenField,
    Permission,
    RefusedLink,
    SourceRecord,
)

DECIDED_BY = {
    "only_value": "no record says otherwise",
    "address": "it goes with the street that survived",
    "verified": "its source verified it",
    "trust": "its source is trusted more",
    "frequency": "most records say so",
    "length": "it is the longest",
    "recency": "its record changed last",
    "record_order": "equal claims; the first record's",
}
FALLBACKS = {"country": "no record says; the country's", "business": "no record says; our own"}
REFUSED = {
    "name_contradicts": "the names are those of two people",
    "birth_date_contradicts": "the birth dates are those of two people",
    "name_and_birth_date_contradict": "names and birth dates are those of two people",
    "max_records_per_value": "too many records carry it",
    "cannot_link": "a person decided so (identity_verdicts.csv)",
    "max_values_per_person": "one person would carry too many different ones",
}


def field_reason(field: GoldenField) -> str:
    """Why the field says what it says."""
    if field.value is None:
        others = bool(field.others)
        return "only other addresses say one" if others else ""
    if field.decided_by is None:
        return FALLBACKS.get(field.source_name or "", "")
    rule = (field.strategy or "").replace("_", " ")
    return f"{rule}: {DECIDED_BY.get(field.decided_by, field.decided_by)}"


def link_reason(record: SourceRecord) -> str:
    """By what the record came to the person."""
    if record.link_rule == "own":
        return "the first record"
    sure = f" ({record.link_probability:.4g})" if record.link_probability < 1 else ""
    where = f"{record.linked_source_name} {record.linked_source_record_id}"
    rule = record.link_rule.replace("_", " ")
    return f"{rule}{sure} of {where}" if record.linked_source_name else f"{rule}{sure}"


def refusal_reason(link: RefusedLink) -> str:
    """Why two records that share something are not one person."""
    return REFUSED.get(link.reason, link.reason.replace("_", " "))


def address_state(point: ContactPoint) -> str:
    """Whether the address works."""
    if point.last_bounced_at is not None:
        state = f"bounced for good on {point.last_bounced_at.date()}"
    else:
        state = "valid" if point.is_valid else "not valid"
    if point.suppression_reason == "complaint":
        state += "; complained"
    return f"{state}; nothing may be sent" if point.is_suppressed else state


def permission_words(permission: Permission) -> str:
    """What consent says, in a few words."""
    about = permission.channel
    if permission.topic is not None:
        about += f", {permission.topic} only"
    since = f" on {permission.decided_at.date()}" if permission.decided_at else ""
    by = f" by {permission.source_name}" if permission.source_name else ""
    if permission.status == "unknown":
        allowed = "allowed, needs no opt-in" if permission.is_allowed else "not allowed"
        return f"{about}: nothing said, {allowed}"
    return f"{about}: {permission.status}{since}{by}"


def change_words(change: Change) -> str:
    """A change of who the person is."""
    record = f"{change.source_name} {change.source_record_id}"
    if change.change_type == "merged":
        return f"{change.previous_customer_id} merged into {change.customer_id} (by {record})"
    if change.change_type == "split":
        return f"{change.customer_id} split from {change.previous_customer_id} (with {record})"
    if change.change_type == "created":
        return f"{change.customer_id} created (from {record})"
    return f"{change.customer_id} {change.change_type} (by {record})"
