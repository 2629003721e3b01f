"""A comparison as one page that needs no other file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from python_hooks.compare import words
from python_hooks.compare.comparison import NOTHING, Comparison, Line

# The widest bar, to either side of the middle, in the units of its drawing.
HALF = 50
SECTIONS = (
    ("campaign", "Campaigns", "Campaign"),
    ("channel", "Channels", "Channel"),
    ("rfm_segment", "Segments", "RFM segment on the day"),
    ("lifecycle_stage", "Lifecycle", "Lifecycle stage on the day"),
)


def page_of(comparison: Comparison) -> str:
    """The page as HTML. Every text is escaped: campaign names are anybody's."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "count": words.count,
        "amount": words.amount,
        "label": words.label,
        "signed_count": lambda pair: words.signed(pair, words.count),
        "signed_amount": lambda pair: words.signed(pair, words.amount),
        "share": _share,
    }
    return environment.get_template("page.html.j2").render(
        comparison=comparison,
        a=comparison.sides[0],
        b=comparison.sides[1],
        headline=words.headline(comparison),
        moves=words.moves(comparison),
        answer=words.answer,
        presence=[
            (text, comparison.presence.get(name, NOTHING)) for name, text in words.PRESENCE.items()
        ],
        sections=[
            (name, title, column, comparison.lines[name]) for name, title, column in SECTIONS
        ],
        bar=_bar,
        largest=_largest,
        column=_column,
    )


def _largest(lines: tuple[Line, ...]) -> Decimal:
    return max((abs(line.contacts.difference) for line in lines), default=Decimal())


def _bar(difference: Decimal, largest: Decimal) -> float:
    """How long a bar is; what differs at all is seen."""
    if not difference or not largest:
        return 0
    return max(1.0, round(float(HALF * abs(difference) / largest), 2))


def _column(value: Decimal, lines: tuple[Line, ...]) -> float:
    """How high a day's column is, of 100."""
    highest = max((max(line.contacts.a, line.contacts.b) for line in lines), default=Decimal())
    return round(float(100 * value / highest), 2) if highest else 0


def _share(value: Decimal, of: Decimal) -> str:
    return words.share(value / of) if of else ""
