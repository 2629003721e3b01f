"""Progress of long work: a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


def make_console() -> Console:
    """A console for people: coloured on a terminal, plain and 100 wide elsewhere."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=100, no_color=True)


@dataclass(slots=True)
class Steps:
    """The steps of a job, told one after the other with the time each took."""

    console: Console
    _started: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """One step; its note is shown when it ends, and nothing when it fails."""
        begun = time.monotonic()
        step = Step(self.console, title)
        with step.shown():
            yield step
        note = f" [dim]{step.note}[/dim]" if step.note else ""
        self.console.print(
            f"[green]✓[/green] {title}{note} [dim]({time.monotonic() - begun:.1f} s)[/dim]"
        )

    @property
    def seconds(self) -> float:
        """Seconds since the job began."""
        return time.monotonic() - self._started


@dataclass(slots=True)
class Step:
    """One step under way."""

    console: Console
    title: str
    note: str = ""
    _bar: Progress | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show a moving line while the step lasts, where there is a terminal."""
        if not self.console.is_terminal:
            yield
            return
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.console, transient=True) as bar:
            bar.add_task(self.title, total=None)
            self._bar = bar
            yield
        self._bar = None

    def advance(self, done: int, total: int | None, what: str = "") -> None:
        """Say how far the step is."""
        if self._bar is not None:
            text = f"{self.title} [dim]{what[:50]}[/dim]" if what else self.title
            self._bar.update(self._bar.task_ids[0], completed=done, total=total, description=text)
