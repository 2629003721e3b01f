"""Who lives together, as a graph of people and what they share: for comparison with the SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import networkx as nx

from tests.python.reference.survivorship import fold

PARTICLES = {"de", "la", "del", "van", "von"}


@dataclass(frozen=True, slots=True)
class Resident:
    """What a household looks at in a person."""

    customer_id: str
    first_created_at: datetime | None = None
    last_name: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None
    phones: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[str, ...] | None:
        """Street and town; None where they, or the name, are not enough to tell."""
        town = self.postal_code or self.city
        if self.last_name is None or self.street is None or town is None:
            return None
        return fold(self.street), fold(town)

    @property
    def surname_words(self) -> set[str]:
        """What relatives may have in common of the last name."""
        return set(fold(self.last_name or "").split()) - PARTICLES


def household_keys(people: Sequence[Resident], limits: Mapping[str, int]) -> dict[str, str]:
    """The household of each person, called by its first known member."""
    at_phone: dict[str, set[str]] = defaultdict(set)
    countries: dict[tuple[str, ...], set[str]] = defaultdict(set)
    at_address: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for person in people:
        for phone in person.phones:
            at_phone[phone].add(person.customer_id)
        if person.place is not None and person.country is not None:
            countries[person.place].add(person.country)

    def address_of(person: Resident) -> tuple[str, ...] | None:
        """The country tells two places apart only where two are known there."""
        if person.place is None or len(countries[person.place]) <= 1:
            return person.place
        return *person.place, person.country or ""

    for person in people:
        address = address_of(person)
        if address is not None:
            at_address[address].add(person.customer_id)
    graph: nx.Graph[object] = nx.Graph()
    for person in people:
        graph.add_node(person.customer_id)
        for phone in person.phones:
            if len(at_phone[phone]) <= limits.get("phone", 0):
                graph.add_edge(person.customer_id, ("phone", phone))
        address = address_of(person)
        if address is not None and len(at_address[address]) <= limits.get("address", 0):
            for word in person.surname_words:
                graph.add_edge(person.customer_id, (address, word))
    order = {
        person.customer_id: (
            person.first_created_at is None,
            person.first_created_at or datetime.min,
            person.customer_id,
        )
        for person in people
    }
    keys = {}
    for nodes in nx.connected_components(graph):
        members = [node for node in nodes if isinstance(node, str)]
        if len(members) > limits.get("household", len(members)):
            keys |= {member: member for member in members}
        else:
            keys |= dict.fromkeys(members, min(members, key=lambda member: order[member]))
    return keys
