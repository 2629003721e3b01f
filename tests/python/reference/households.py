"""Who lives together, as a graph of people and what they share: for comparison with the SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import networkx as nx

from tests.python.reference.survivorship import fold


@dataclass(frozen=True, slots=True)
class Resident:
    """What a household looks at in a person."""

    customer_id: str
    first_recorded_at: datetime | None = None
    last_name: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None
    phones: frozenset[str] = frozenset()

    @property
    def address(self) -> tuple[str, ...] | None:
        """Where the person lives; None where that is not enough to tell."""
        town = self.postal_code or self.city
        if self.last_name is None or self.street is None or town is None:
            return None
        return fold(self.street), fold(town), self.country or ""


def household_keys(people: Sequence[Resident], limits: Mapping[str, int]) -> dict[str, str]:
    """The household of each person, called by its first known member."""
    at_phone: dict[str, set[str]] = defaultdict(set)
    at_address: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for person in people:
        for phone in person.phones:
            at_phone[phone].add(person.customer_id)
        if person.address is not None:
            at_address[person.address].add(person.customer_id)
    graph: nx.Graph[object] = nx.Graph()
    for person in people:
        graph.add_node(person.customer_id)
        for phone in person.phones:
            if len(at_phone[phone]) <= limits.get("phone", 0):
                graph.add_edge(person.customer_id, ("phone", phone))
        address = person.address
        if address is not None and len(at_address[address]) <= limits.get("address", 0):
            graph.add_edge(person.customer_id, (address, fold(person.last_name or "")))
    order = {
        person.customer_id: (
            person.first_recorded_at is None,
            person.first_recorded_at or datetime.min,
            person.customer_id,
        )
        for person in people
    }
    keys = {}
    for nodes in nx.connected_components(graph):
        members = [node for node in nodes if isinstance(node, str)]
        keys |= dict.fromkeys(members, min(members, key=lambda member: order[member]))
    return keys
