"""What the story of a golden record is made of. Moments are UTC; None: not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Summary:
    """The person as a whole.

    completeness_score  share of the golden fields that some record knows, 0 to 1
    is_deleted          the sources deleted every record
    """

    as_of: datetime | None
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    record_count: int
    completeness_score: Decimal
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A record of the person, and what attached it.

    link_rule  an identifier, `own` for the first record, or what else the bridge says
    linked_*   the record it was attached to; None for the first
    """

    source_name: str
    source_record_id: str
    first_seen_at: datetime | None
    changed_at: datetime | None
    is_deleted: bool
    link_rule: str
    link_probability: Decimal
    linked_source_name: str | None
    linked_source_record_id: str | None


@dataclass(frozen=True, slots=True)
class RefusedLink:
    """A link to another customer that was not taken.

    identifier_value  what both carry; None where they only seemed to be one person
    reason            why they are two people all the same
    probability       that they are one person, by their descriptions alone; None where an
                      identifier or a verdict linked them
    evidence          how far they agree, comparison by comparison, in bits; no values
    """

    source_name: str
    source_record_id: str
    other_source_name: str
    other_source_record_id: str
    other_customer_id: str
    link_rule: str
    identifier_value: str | None
    reason: str
    probability: Decimal | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class PossibleLink:
    """A record of another customer who may be this one: likely, but not enough."""

    source_name: str
    source_record_id: str
    other_source_name: str
    other_source_record_id: str
    other_customer_id: str
    probability: Decimal
    evidence: str


@dataclass(frozen=True, slots=True)
class OtherValue:
    """A value that did not survive, and the sources that say so."""

    value: str
    source_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldenField:
    """A field of the golden record.

    source_name       `country` or `business` where no record says and it was taken from those
    source_record_id  None there too
    strategy          of survivorship_rules.csv; None without a value of a record
    decided_by        what the value had before the best of the others (int_customer_golden_fields)
    """

    field: str
    value: str | None
    source_name: str | None
    source_record_id: str | None
    strategy: str | None
    decided_by: str | None
    updated_at: datetime | None
    others: tuple[OtherValue, ...]


@dataclass(frozen=True, slots=True)
class Permission:
    """What consent says about a channel at an address.

    topic       None: all topics that have no row of their own
    status      granted, withdrawn or unknown
    is_allowed  granted, or not withdrawn where the channel needs no opt-in
    """

    channel: str
    topic: str | None
    status: str
    is_allowed: bool
    decided_at: datetime | None
    source_name: str | None


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """An address of the person, with its state and what may be sent there."""

    contact_point_type: str
    contact_point: str
    is_primary: bool
    is_valid: bool
    last_bounced_at: datetime | None
    is_suppressed: bool
    suppression_reason: str | None
    valid_from_at: datetime | None
    source_name: str
    source_record_id: str
    record_count: int
    permissions: tuple[Permission, ...]


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Another customer of the household.

    shares  what this customer and the other both have: phone, address; empty where others of the
            household stand between them
    """

    customer_id: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """The household, and who else is in it."""

    household_key: str
    members: tuple[HouseholdMember, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the person allowed or withdrew.

    channel, topic, contact_point  None: all
    is_current                     in force for anything it speaks about
    """

    recorded_at: datetime
    purpose: str
    channel: str | None
    topic: str | None
    contact_point: str | None
    status: str
    is_current: bool
    source_name: str
    source_record_id: str


@dataclass(frozen=True, slots=True)
class Preference:
    """What the person asked for; value None takes an earlier one back."""

    recorded_at: datetime
    preference: str
    value: str | None
    is_current: bool
    source_name: str
    source_record_id: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of who the person is: created, merged (the previous id is gone) or split."""

    as_of: datetime
    change_type: str
    customer_id: str
    previous_customer_id: str | None
    source_name: str
    source_record_id: str


@dataclass(frozen=True, slots=True)
class CustomerStory:
    """A golden record and where it comes from.

    former_ids      ids that led to this customer by merges, oldest first
    records         first seen first
    possible_links  for a person to decide (rpt_identity_review)
    changes         oldest first
    notes           what a reader must know first, in sentences
    """

    customer_id: str
    former_ids: tuple[str, ...]
    notes: tuple[str, ...]
    summary: Summary
    fields: tuple[GoldenField, ...]
    records: tuple[SourceRecord, ...]
    refused_links: tuple[RefusedLink, ...]
    possible_links: tuple[PossibleLink, ...]
    contact_points: tuple[ContactPoint, ...]
    household: Household
    statements: tuple[Statement, ...]
    preferences: tuple[Preference, ...]
    changes: tuple[Change, ...]
