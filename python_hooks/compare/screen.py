"""A comparison on one screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from python_hooks.compare import words
from python_hooks.compare.comparison import NOTHING, Comparison, Line
from python_hooks.compare.report import Report

BAR_WIDTH = 8
ROWS = {"campaign": 8, "channel": 6, "rfm_segment": 6}
TITLES = {"campaign": "campaign", "channel": "channel", "rfm_segment": "segment"}


def show_comparison(console: Console, comparison: Comparison, report: Report) -> None:
    """Draw what differs most; the page has all of it."""
    a, b = comparison.sides
    parts: list[RenderableType] = [
        escape(f"A  {words.label(a.label)}, mode {a.mode}, policy {comparison.versions[0]}"),
        escape(f"B  {words.label(b.label)}, mode {b.mode}, policy {comparison.versions[1]}"),
        "",
        _headline(comparison),
        "",
        words.moves(comparison),
        _overlap(comparison),
        "",
        *(_lines(comparison.lines[name], name) for name in ROWS),
        "",
        *_answers(comparison),
    ]
    first, last = comparison.days[0].date, comparison.days[-1].date
    span = f"{first}" if first == last else f"{first} to {last}, {len(comparison.days)} days"
    console.print(
        Panel(Group(*parts), title=f"B against A · {span}", title_align="left", expand=False)
    )
    console.print(escape(f"page:   {report.page}"), soft_wrap=True)
    console.print(escape(f"tables: {report.folder}/*.parquet"), soft_wrap=True)
    console.print("nothing was published and no slot is held")


def _headline(comparison: Comparison) -> Table:
    table = _table("", "A", "B", "B - A", "")
    for figure in words.headline(comparison):
        table.add_row(escape(figure.name), *figure.texts, figure.part)
    return table


def _overlap(comparison: Comparison) -> str:
    found = {name: comparison.presence.get(name, NOTHING) for name in words.PRESENCE}
    return (
        f"Contacts in both {words.count(found['both'].a)}, moved to another day or channel"
        f" {words.count(found['moved'].a)}, only in A {words.count(found['only'].a)},"
        f" only in B {words.count(found['only'].b)}."
    )


def _lines(lines: Sequence[Line], dimension: str) -> Table:
    shown = lines[: ROWS[dimension]]
    left = len(lines) - len(shown)
    table = _table(TITLES[dimension], "A", "B", "B - A", "gain", "lose", "value B - A")
    table.add_column("")
    largest = max((abs(line.contacts.difference) for line in shown), default=0)
    for line in shown:
        difference = line.contacts.difference
        width = round(BAR_WIDTH * abs(difference) / largest) if largest else 0
        colour = "green" if difference > 0 else "yellow"
        table.add_row(
            escape(words.label(line.label)[:34]),
            words.count(line.contacts.a),
            words.count(line.contacts.b),
            words.signed(line.contacts, words.count),
            f"{line.gaining:,}",
            f"{line.losing:,}",
            words.signed(line.expected_value, words.amount),
            Text(("+" if difference > 0 else "-") * width, style=colour),
        )
    if left > 0:
        table.add_row(f"[dim]and {left} more on the page[/dim]", *[""] * 7)
    return table


def _answers(comparison: Comparison) -> list[str]:
    sentences = []
    for side, other in (("A", "B"), ("B", "A")):
        found = comparison.answers[side][:4]
        if found:
            said = ", ".join(f"{words.answer(one)} {one.count:,}" for one in found)
            sentences.append(escape(f"What only {side} has, in {other}: {said}"))
    return sentences


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
