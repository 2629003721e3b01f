"""A comparison as its readers see it: the screen, the page and the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from python_hooks.compare.moments import Day
from python_hooks.compare.request import Side


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure under A and under B."""

    a: Decimal
    b: Decimal

    @property
    def difference(self) -> Decimal:
        """B less A: what B brings."""
        return self.b - self.a


NOTHING = Pair(Decimal(), Decimal())


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one value of a dimension: a campaign, a channel, a segment, a day.

    label    what a person calls it; its value where it has no other name
    known    how many people were in the segment on the first day; none for other dimensions
    gaining  people with more of its contacts under B than under A; `losing`: with fewer
    """

    value: str
    label: str
    known: int | None
    contacts: Pair
    people: Pair
    expected_value: Pair
    channel_cost: Pair
    gaining: int
    losing: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side said of contacts that only the other has."""

    outcome: str
    reason: str
    blocked_by_id: str
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures; `a` and `b` in a mapping are the sides.

    lines      by dimension: all, purpose, campaign, channel, rfm_segment, lifecycle_stage, day
    moves      people who gain, lose, change or keep
    presence   contacts by `both`, `moved`, `only`, as A has them and as B has them
    answers    what B said of the contacts only A has (`A`), and A of those only B has (`B`)
    outcomes   (outcome, reason, candidates)
    pressure   by number of contacts that count in the seven days up to the last: people
    contended  person-days in the walk; `capped` those of them that were refused by a cap
    """

    sides: tuple[Side, Side]
    days: tuple[Day, ...]
    currency: str
    versions: tuple[str, str]
    lines: Mapping[str, tuple[Line, ...]]
    moves: Mapping[str, int]
    presence: Mapping[str, Pair]
    answers: Mapping[str, tuple[Answer, ...]]
    outcomes: tuple[tuple[str, str, Pair], ...]
    pressure: tuple[tuple[int, Pair], ...]
    contended: Pair
    capped: Pair
    notes: tuple[str, ...]

    @property
    def total(self) -> Line:
        """All contacts."""
        return self.lines["all"][0]

    @property
    def per_person(self) -> Pair:
        """Contacts per person reached."""
        return _ratio(self.total.contacts, self.total.people)

    @property
    def capped_share(self) -> Pair:
        """The share of the people in the walk, day by day, whom a cap refused something."""
        return _ratio(self.capped, self.contended)

    @property
    def week_mean(self) -> Pair:
        """Contacts that count per known person, in the seven days up to the last."""
        people = Pair(
            sum((pair.a for _, pair in self.pressure), Decimal()),
            sum((pair.b for _, pair in self.pressure), Decimal()),
        )
        contacts = Pair(
            sum((count * pair.a for count, pair in self.pressure), Decimal()),
            sum((count * pair.b for count, pair in self.pressure), Decimal()),
        )
        return _ratio(contacts, people)


def _ratio(over: Pair, under: Pair) -> Pair:
    return Pair(
        over.a / under.a if under.a else Decimal(), over.b / under.b if under.b else Decimal()
    )
