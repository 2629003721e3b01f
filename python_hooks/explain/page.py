"""How an explanation is printed: tables on a terminal, whole lines elsewhere, and no markup."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

NO_LIMIT = 10_000


def named(campaign_id: str, name: str | None) -> str:
    """A campaign's id and, where there is one, its name."""
    return f"{campaign_id} · {name}" if name else campaign_id


def make_table(*headers: str) -> Table:
    """A table without lines; what is too long for a screen is folded, never cut."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def add_row(table: Table, *cells: str | Text) -> None:
    """Add a row of plain text; a `Text` keeps its colour."""
    table.add_row(*(cell if isinstance(cell, Text) else Text(clean(cell)) for cell in cells))


def clean(words: str) -> str:
    """Text of the tables as it is: no markup, and no control characters that move a cursor."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in words)


def visible(value: str) -> str:
    """A value that anybody may have typed, in one line; what cannot be seen is shown as a box."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value)


def print_line(console: Console, words: str, style: str = "") -> None:
    """One line, whatever its length."""
    console.print(Text(clean(words), style), soft_wrap=True)


def print_table(console: Console, table: Table) -> None:
    """On a terminal within its width; elsewhere every row is one line, and nothing is cut."""
    if console.is_terminal:
        console.print(table)
        return
    page = StringIO()
    Console(file=page, width=NO_LIMIT, no_color=True, highlight=False).print(table)
    for line in page.getvalue().splitlines():
        console.out(line.rstrip(), highlight=False)
