"""Who keeps which published id, one id at a time: for comparison with the SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import md5

Key = tuple[str, str]
"""A record: its source and its id there."""


def name_persons(
    persons: Sequence[Sequence[Key]], published: Mapping[Key, str], order: Sequence[str]
) -> list[str]:
    """The id of each person.

    Records stand in each person, and persons among each other, in the one order of
    records; `published` is the id each record was last published under and `order` the
    ids as they were first published.
    """
    kept: dict[int, str] = {}
    while found := _one_round(persons, published, order, kept):
        kept |= found
    taken = set(kept.values())
    return [
        kept.get(place) or _fresh_id(members, published, order, taken)
        for place, members in enumerate(persons)
    ]


def _one_round(
    persons: Sequence[Sequence[Key]],
    published: Mapping[Key, str],
    order: Sequence[str],
    kept: Mapping[int, str],
) -> dict[int, str]:
    """What the persons without an id get of the ids without a person."""
    rank = {key: place for place, key in enumerate(sorted(k for p in persons for k in p))}
    found: dict[int, str] = {}
    for each in order:
        claims = [
            (rank[key], place)
            for place, members in enumerate(persons)
            if place not in kept
            for key in members
            if published.get(key) == each
        ]
        if claims and each not in kept.values():
            found.setdefault(min(claims)[1], each)
    return found


def _fresh_id(
    members: Sequence[Key], published: Mapping[Key, str], order: Sequence[str], taken: set[str]
) -> str:
    founder = "|".join(members[0])
    fresh = md5(founder.encode()).hexdigest()
    if fresh not in taken:
        return fresh
    claimed = {published.get(key) for key in members}
    lost = next((each for each in order if each in claimed), "")
    return md5(f"{founder}|{lost}".encode()).hexdigest()
