"""How figures are written for people, on the screen and on the page alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from python_hooks.compare.comparison import Answer, Comparison, Pair

Format = Callable[[Decimal], str]

PRESENCE = {
    "both": "in both: same day, campaign and channel",
    "moved": "moved: same person and campaign, another day or channel",
    "only": "only here",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the headline figures; `pair` in the words of its own unit."""

    name: str
    pair: Pair
    write: Format

    @property
    def texts(self) -> tuple[str, str, str]:
        """Under A, under B, and the difference with its sign."""
        return self.write(self.pair.a), self.write(self.pair.b), signed(self.pair, self.write)

    @property
    def part(self) -> str:
        """The difference as a part of A, where the unit has a size: a part of a share has none."""
        return relative(self.pair) if self.write in (count, amount) else ""


def headline(comparison: Comparison) -> tuple[Figure, ...]:
    """The figures both readers see first."""
    total, money = comparison.total, comparison.currency
    purposes = [
        Figure(f"  {line.label}", line.contacts, count)
        for line in sorted(comparison.lines["purpose"], key=lambda line: line.value)
    ]
    figures = [
        Figure("contacts", total.contacts, count),
        *purposes,
        Figure("people reached", total.people, count),
        Figure("contacts per person reached", comparison.per_person, ratio),
        *_weekly(comparison),
        Figure("counted contacts in 7 days, per person known", comparison.week_mean, ratio),
        Figure("people in the walk stopped by a cap", comparison.capped_share, share),
        Figure(f"expected value, {money}", total.expected_value, amount),
        Figure(f"channel cost, {money}", total.channel_cost, amount),
    ]
    return tuple(figures)


def _weekly(comparison: Comparison) -> list[Figure]:
    """Of a few days a week's pressure cannot be told."""
    days = len(comparison.days)
    if days < 7:
        return []
    weeks, per_person = Decimal(days) / 7, comparison.per_person
    pair = Pair(per_person.a / weeks, per_person.b / weeks)
    return [Figure("contacts per person reached and week", pair, ratio)]


def count(value: Decimal) -> str:
    """People or contacts."""
    return f"{int(value):,}"


def amount(value: Decimal) -> str:
    """Money."""
    return f"{value:,.2f}"


def ratio(value: Decimal) -> str:
    """So many of the one for one of the other."""
    return f"{value:.2f}"


def share(value: Decimal) -> str:
    """A part of all."""
    return f"{value:.1%}"


def signed(pair: Pair, write: Format) -> str:
    """The difference with its sign, and what part of A it is where that says something."""
    text = write(abs(pair.difference))
    if not any(digit in text for digit in "123456789"):
        return write(Decimal())
    sign = "+" if pair.difference > 0 else "-"
    points = " pts" if write is share else ""
    text = text.rstrip("%") if points else text
    return f"{sign}{text}{points}"


def relative(pair: Pair) -> str:
    """The difference as a part of A; empty where A has nothing or nothing differs."""
    if not pair.a or not pair.difference:
        return ""
    part = pair.difference / abs(pair.a)
    return f"{'+' if part > 0 else '-'}{abs(part):.1%}"


def answer(said: Answer) -> str:
    """What a side said of a contact it does not have."""
    if said.outcome == "none":
        return "no candidate on that day"
    blocker = f" by {said.blocked_by_id}" if said.blocked_by_id else ""
    return f"{said.outcome}: {said.reason}{blocker}"


def label(text: str) -> str:
    """A name from a policy file without what would move a cursor or turn the writing around."""
    spaced = "".join(" " if letter.isspace() else letter for letter in text)
    return "".join(letter if letter.isprintable() else "�" for letter in spaced)


def moves(comparison: Comparison) -> str:
    """Who notices the change, in one sentence."""
    found = {name: f"{comparison.moves.get(name, 0):,}" for name in MOVES}
    return (
        f"Under B {found['gain']} people get more contacts than under A, {found['lose']} get fewer,"
        f" {found['change']} get as many but from other campaigns,"
        f" and {found['same']} get the same."
    )


MOVES = ("gain", "lose", "change", "same")
