"""A replay on one screen."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from python_hooks.replay.causes import Cause
from python_hooks.replay.replay import Replay

MOST_CAMPAIGNS = 8
# What might explain a difference, and says nothing where there is none.
WITHOUT_NEWS = ("decided again", "unknown facts", "unknown code", "unknown parameters")


def show_replay(console: Console, replay: Replay) -> None:
    """Draw the verdict first, then where the days differ, then why."""
    decided, found = replay.decided, replay.comparison
    console.print(
        f"{decided.day}, decided as of {decided.as_of} UTC by policy {decided.policy_version}"
    )
    if replay.is_same:
        console.print(f"[bold green]every one of {found.rows_then:,} rows is the same[/bold green]")
        known = [cause for cause in replay.causes if cause.kind not in WITHOUT_NEWS]
        if known:
            console.print(_table("to no effect", "otherwise than then", known))
    else:
        alike = found.rows_then - found.missing - found.different
        console.print(
            f"[bold red]{alike:,} of {found.rows_then:,} rows are the same[/bold red]:"
            f" {found.different:,} differ, {found.missing:,} are missing, {found.added:,} are new"
        )
        console.print(_counts("column", "rows that differ", found.columns))
        console.print(_counts("campaign", "rows", found.campaigns[:MOST_CAMPAIGNS]))
        console.print(_table("cause", "evidence", replay.causes))
        if not replay.causes:
            console.print(
                "no cause was found: facts, policy, parameters, identity and SQL are those of then"
            )
    if replay.changes:
        console.print(_table("kept out", "what", replay.changes))


def _counts(first: str, second: str, rows: Iterable[tuple[str, int]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(first)
    table.add_column(second, justify="right")
    for text, count in rows:
        table.add_row(escape(text), f"{count:,}")
    return table


def _table(first: str, second: str, causes: Iterable[Cause]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(first, no_wrap=True)
    table.add_column(second, overflow="fold")
    for cause in causes:
        table.add_row(escape(cause.kind), escape(cause.evidence))
    return table
