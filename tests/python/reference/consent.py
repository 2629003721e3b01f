"""What may be sent where, asked statement by statement: for comparison with the SQL.

A grant covers the contact points of the record that gave it, a withdrawal the person. Per record
the latest statement counts, across records the strictest. A later grant for the same contact point
lifts its withdrawal there. A withdrawal for all topics ends earlier grants for single ones.

A statement speaks of the addresses its record had when it was made. Where that is not known, a
grant gets the benefit of the doubt (nothing shows that the address was another), a withdrawal not
(nobody else's grant lifts it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

ALL = "*"
NOWHERE = ""

Verdict = tuple[str, str | None, str | None, datetime | None]
"""Status, and the source, record and moment of the statement that decided."""
UNKNOWN: Verdict = ("unknown", None, None, None)


@dataclass(frozen=True, slots=True)
class Holder:
    """A source record of a person, and the addresses it knows, by kind.

    `acquired`: when it is known to have got one in place of another, by kind.
    """

    record_id: str
    customer_id: str
    is_deleted: bool
    points: Mapping[str, str]
    source_name: str = "crm"
    created_at: datetime | None = None
    updated_at: datetime | None = None
    acquired: Mapping[str, datetime] = field(default_factory=dict)

    def spoke_of(self, said: Said, kind: str) -> bool:
        """Whether a statement of this record was made about the address it has today."""
        if kind in self.acquired:
            return self.acquired[kind] <= said.at
        if said.status == "granted" or self.updated_at is None:
            return True
        untouched = [said.at] if self.created_at is None else [said.at, self.created_at]
        return self.updated_at <= max(untouched)


@dataclass(frozen=True, slots=True)
class Said:
    """A consent statement; None: all channels, all topics, all addresses of the record."""

    consent_id: str
    record_id: str
    purpose: str
    channel: str | None
    topic: str | None
    contact_point: str | None
    status: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """A statement about one channel, topic and address."""

    said: Said
    holder: Holder
    channel: str
    topic: str
    point: str

    @property
    def place(self) -> tuple[str, str, str, str]:
        return self.said.purpose, self.channel, self.topic, self.point


@dataclass
class Consent:
    """The statements of one person. `channels`: the kind of address each uses."""

    holders: Sequence[Holder]
    statements: Sequence[Said]
    channels: Mapping[str, str]
    customer_id: str = field(init=False)

    def __post_init__(self) -> None:
        (self.customer_id,) = {holder.customer_id for holder in self.holders}

    @cached_property
    def cells(self) -> list[Cell]:
        by_id = {holder.record_id: holder for holder in self.holders}
        return [
            Cell(said, by_id[said.record_id], channel, said.topic or ALL, point)
            for said in self.statements
            for channel in self._channels_of(said)
            for point in self._points_of(said, by_id[said.record_id], channel)
        ]

    def _channels_of(self, said: Said) -> list[str]:
        if said.purpose == "contact" and said.channel is None:
            return list(self.channels) or [ALL]
        return [said.channel or ALL]

    def _points_of(self, said: Said, holder: Holder, channel: str) -> list[str]:
        if said.contact_point is not None:
            return [said.contact_point]
        kind = self.channels.get(channel) if said.purpose == "contact" else None
        known = [
            point
            for each, point in holder.points.items()
            if kind in (None, each) and holder.spoke_of(said, each)
        ]
        return known or [NOWHERE]

    @cached_property
    def latest(self) -> list[Cell]:
        """Of each record and place the last word; of two at one moment the withdrawal."""
        last: dict[tuple[str, ...], Cell] = {}
        for cell in sorted(
            self.cells,
            key=lambda c: (c.said.at, c.said.status == "withdrawn", _reversed(c.said.consent_id)),
        ):
            last[cell.holder.record_id, *cell.place] = cell
        return list(last.values())

    @cached_property
    def standing(self) -> list[Cell]:
        """Withdrawals that no later grant of their record, or for their address, has lifted."""
        grants = [c for c in self.latest if c.said.status == "granted" and not c.holder.is_deleted]
        return [
            cell
            for cell in self.latest
            if cell.said.status == "withdrawn"
            and not any(
                grant.place[:3] == cell.place[:3]
                and (grant.holder is cell.holder or grant.point == cell.point != NOWHERE)
                and grant.said.at > cell.said.at
                for grant in grants
            )
        ]

    def against(self, purpose: str, channel: str, topic: str, point: str) -> list[Cell]:
        """The withdrawals that stand against an address, each by one of its cells."""
        found = []
        for cell in self.standing:
            if cell.place[:3] != (purpose, channel, topic):
                continue
            own = [c.point for c in self.cells if c.said is cell.said and c.channel == channel]
            if cell.point == point or point not in own:
                found.append(cell)
        return found

    @cached_property
    def granted(self) -> list[Cell]:
        """Grants in force."""
        return [cell for cell in self.latest if self._is_in_force(cell)]

    def _is_in_force(self, cell: Cell) -> bool:
        if cell.said.status != "granted" or cell.holder.is_deleted:
            return False
        purpose, channel, topic, point = cell.place
        if self.against(purpose, channel, topic, point):
            return False
        if topic == ALL:
            return True
        ended = any(
            other.said.status == "withdrawn"
            and other.place[:3] == (purpose, channel, ALL)
            and other.said.at >= cell.said.at
            for other in self.cells
        )
        # A withdrawal for all topics elsewhere goes before a topic that it cannot have known.
        unaware = any(
            not self._knows(stands.said, channel, point) and stands.holder is not cell.holder
            for stands in self.against(purpose, channel, ALL, point)
        )
        return not ended and not unaware

    def _knows(self, said: Said, channel: str, point: str) -> bool:
        return any(
            cell.said is said and cell.channel == channel and cell.point == point
            for cell in self.cells
        )

    @cached_property
    def points(self) -> set[tuple[str, str]]:
        """The addresses at which the person may be contacted at all."""
        alive = [holder for holder in self.holders if not holder.is_deleted]
        return {pair for holder in alive for pair in holder.points.items()}

    def on_channels(self) -> Iterator[tuple[tuple[str, str, str], Verdict]]:
        """Address and channel, and what holds there for all topics."""
        for kind, point in self.points:
            for channel, used in self.channels.items():
                if used == kind:
                    yield (kind, point, channel), self._status(channel, ALL, point) or UNKNOWN

    def on_topics(self) -> Iterator[tuple[tuple[str, str, str, str], Verdict]]:
        """Address, channel and topic, where something holds for just that topic."""
        topics = {cell.topic for cell in self.cells} - {ALL}
        for kind, point in self.points:
            for channel, used in self.channels.items():
                for topic in topics if used == kind else ():
                    status = self._status(channel, topic, point)
                    if status is not None:
                        yield (kind, point, channel, topic), status

    def _status(self, channel: str, topic: str, point: str) -> Verdict | None:
        """What holds, and who said so when: of several statements the latest."""
        place = ("contact", channel, topic, point)
        cells = self.against(*place) or [cell for cell in self.granted if cell.place == place]
        if not cells:
            return None
        latest = min(
            cells,
            key=lambda c: (-c.said.at.timestamp(), c.holder.source_name, c.holder.record_id),
        )
        return (
            latest.said.status,
            latest.holder.source_name,
            latest.holder.record_id,
            latest.said.at,
        )

    def is_current(self, said: Said) -> bool:
        """In force for anything it speaks about."""
        return any(cell.said is said for cell in (*self.standing, *self.granted))

    def refuses(self, purpose: str) -> bool:
        """Whether a withdrawal of this purpose stands."""
        return any(cell.said.purpose == purpose for cell in self.standing)


def _reversed(text: str) -> tuple[int, ...]:
    """Sorts texts of one length backwards."""
    return tuple(-ord(character) for character in text)
