"""What each policy file looks like: its columns, what may stand in them and what they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What is counted in days ends here: any longer, and a date falls out of the calendar of an engine.
LONGEST_DAYS = 10_000

Kind = Literal["name", "text", "whole", "number", "boolean", "date", "time", "pattern"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a policy file.

    kind      name (an exact word), text (for people), pattern (a regular expression) or a type
    required  a row without it means nothing
    values    the only words allowed
    refers_to what kind of name stands here, see `names.py`
    is_list   several names, separated by `|`
    minimum, maximum  the ends of a number's range, both included
    is_positive       a number that must be above 0
    zero      what 0 really means, where people write it for something else
    empty     what to write instead of nothing, where people leave it empty for something else
    """

    name: str
    kind: Kind = "name"
    required: bool = False
    values: tuple[str, ...] = ()
    refers_to: str = ""
    is_list: bool = False
    minimum: float | None = None
    maximum: float | None = None
    is_positive: bool = False
    zero: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One policy file.

    key          columns that no two rows may share
    when_absent  what then does not work; empty where the file is required
    """

    file: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    when_absent: str = ""

    @property
    def is_required(self) -> bool:
        """Whether no policy works without this file."""
        return not self.when_absent

    @property
    def column_names(self) -> tuple[str, ...]:
        """The header."""
        return tuple(column.name for column in self.columns)


def name(column: str, refers_to: str = "", *, required: bool = False) -> Column:
    """A column that holds one exact word."""
    return Column(column, refers_to=refers_to, required=required)


def names(column: str, refers_to: str, *, required: bool = False) -> Column:
    """A column that holds several exact words, separated by `|`."""
    return Column(column, refers_to=refers_to, required=required, is_list=True)


def choice(column: str, *values: str, required: bool = True) -> Column:
    """A column that holds one of a few words."""
    return Column(column, values=values, required=required)


def text(column: str, *, required: bool = False) -> Column:
    """A column that people read."""
    return Column(column, kind="text", required=required)


def whole(
    column: str,
    minimum: float | None = 0,
    maximum: float | None = None,
    *,
    required: bool = False,
    zero: str = "",
    empty: str = "",
) -> Column:
    """A column that holds a whole number."""
    return Column(
        column,
        kind="whole",
        required=required,
        minimum=minimum,
        maximum=maximum,
        zero=zero,
        empty=empty,
    )


def number(
    column: str,
    minimum: float | None = None,
    maximum: float | None = None,
    *,
    required: bool = False,
) -> Column:
    """A column that holds a number."""
    return Column(column, kind="number", required=required, minimum=minimum, maximum=maximum)


def days(
    column: str, minimum: float = 0, *, required: bool = False, zero: str = "", empty: str = ""
) -> Column:
    """A column that counts days."""
    return whole(column, minimum, LONGEST_DAYS, required=required, zero=zero, empty=empty)


def positive(column: str, minimum: float | None = None, maximum: float | None = None) -> Column:
    """A column that holds a number above 0, always."""
    return Column(
        column, kind="number", required=True, is_positive=True, minimum=minimum, maximum=maximum
    )


def boolean(column: str) -> Column:
    """A column that says true or false, always."""
    return Column(column, kind="boolean", required=True)


def date(column: str, *, required: bool = False) -> Column:
    """A column that holds a day."""
    return Column(column, kind="date", required=required)


def time(column: str, *values: str) -> Column:
    """A column that holds a local time, or one of a few words."""
    return Column(column, kind="time", values=values)
