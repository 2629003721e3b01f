"""What is expected of a table that arrived, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Frame(StrEnum):
    """What an expectation looks at.

    MEASURES one row of figures about the whole table, exact
    CELLS    rows of the table, evenly drawn where there are many
    """

    MEASURES = "measures"
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One claim about a column of a frame.

    claim        the claim in words, as the report says it
    minimum      with `maximum`: the values lie between; either may be open
    pattern      the values match it
    share        of the values that are there, how many must meet the claim
    is_critical  a run stops where the claim does not hold
    """

    column: str
    claim: str
    frame: Frame = Frame.MEASURES
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    share: float = 1.0
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Suite:
    """A table and all that is expected of it; `key` where a column comes once per delivery."""

    table: str
    expectations: tuple[Expectation, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An expectation and what was found. It holds figures only, never a value of a person.

    observed  the figure, or the share of values that meet the claim; null where there were none
    """

    table: str
    expectation: Expectation
    is_met: bool
    observed: float | None

    @property
    def text(self) -> str:
        """The finding in words."""
        expected = self.expectation
        if expected.frame is Frame.CELLS:
            found = "none" if self.observed is None else f"{self.observed:.1%}"
            return f"{self.table}: {expected.claim}: {found}, expected {expected.share:.0%}"
        low, high = _figure(expected.minimum), _figure(expected.maximum)
        limits = f"{low} to {high}" if low and high else f"at least {low}" if low else f"{high}"
        prefix = "" if low else "at most "
        return (
            f"{self.table}: {expected.claim}: {_figure(self.observed) or 'none'},"
            f" expected {prefix}{limits}"
        )


def _figure(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.3f}"
