"""A golden record's story for tools.

The shape is kept: new keys may come, none goes or changes its meaning while `version` stays 1.
Moments are `YYYY-MM-DDTHH:MM:SS` in UTC, scores and probabilities numbers; what is not known is
null. The names, and what they mean, are those of `records.py`:

    version         1
    customer_id, former_ids, notes
    summary         as_of, first_seen_at, last_seen_at, record_count, completeness_score, is_deleted
    fields          [{field, value, source_name, source_record_id, strategy, decided_by,
                     updated_at, others: [{value, source_names}]}]
    records         [{source_name, source_record_id, first_seen_at, changed_at, is_deleted,
                     link_rule, link_probability, linked_source_name, linked_source_record_id}]
    refused_links   [{source_name, source_record_id, other_source_name, other_source_record_id,
                     other_customer_id, link_rule, identifier_value, reason, probability,
                     evidence}]
    possible_links  [{source_name, source_record_id, other_source_name, other_source_record_id,
                     other_customer_id, probability, evidence}]
    contact_points  [{contact_point_type, contact_point, is_primary, is_valid, last_bounced_at,
                     is_suppressed, suppression_reason, valid_from_at, source_name,
                     source_record_id, record_count,
                     permissions: [{channel, topic, status, is_allowed, decided_at, source_name}]}]
    household       {household_key, members: [{customer_id, shares}]}
    statements      [{recorded_at, purpose, channel, topic, contact_point, status, is_current,
                     source_name, source_record_id}]
    preferences     [{recorded_at, preference, value, is_current, source_name, source_record_id}]
    changes         [{as_of, change_type, customer_id, previous_customer_id, source_name,
                     source_record_id}]

What a terminal would act upon (control characters, marks of writing direction) is escaped.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from python_hooks.explain.as_json import plain_json
from python_hooks.explain.golden.records import CustomerStory

VERSION = 1


def as_json(story: CustomerStory) -> str:
    """The story as one JSON document."""
    told = {"version": VERSION, **asdict(story)}
    document = json.dumps(told, ensure_ascii=False, indent=2, default=plain_json)
    return "".join(_escaped(character) for character in document)


def _escaped(character: str) -> str:
    """Whatever is not printable stands inside a text of the document, where an escape means it."""
    if character.isprintable() or character == "\n":
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
