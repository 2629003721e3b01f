"""The page by its parts: one whole document, nothing from outside, every text only a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from python_hooks.compare import words
from python_hooks.compare.comparison import Comparison, Pair
from python_hooks.compare.moments import Day
from python_hooks.compare.page import page_of
from python_hooks.compare.read import read_comparison
from python_hooks.compare.report import Report, folder_name
from python_hooks.compare.request import Side
from python_hooks.compare.screen import show_comparison
from tests.python.compare.conftest import FIRST, Decided, Make

VOID = {"meta", "br", "rect", "link", "img"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "[bold]not bold[/bold]",
    "</style><style>*{display:none}</style>",
]
SIDES = (
    Side("A", Path("/policies/<b>now</b>"), "priority", "<b>now</b>"),
    Side("B", Path("/policies/next & more"), "value", "next & more"),
)


class Parsed(HTMLParser):
    """What a browser would make of the page, as far as it matters here."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


@pytest.fixture
def comparison(by_hand: Make) -> Iterator[Comparison]:
    """Two days with campaigns whose names were meant to do harm."""
    decided = [
        Decided(side, f"p{person}", name, day=FIRST + timedelta(days=day))
        for person, name in enumerate(HOSTILE)
        for day in (0, 1)
        for side in ("AB" if person % 2 else "B")
    ]
    days = tuple(
        Day(FIRST + timedelta(days=number), f"2026-07-0{number + 1} 06:00:00", True)
        for number in (0, 1)
    )
    with by_hand(decided) as made:
        yield read_comparison(made.collection, SIDES, days, "EUR", ("5 < 6 & so on",))


def test_the_page_is_one_whole_document(comparison: Comparison) -> None:
    page = page_of(comparison)
    parsed = Parsed(page)

    assert parsed.open == []
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & parsed.tags
    assert not {"src", "href", "srcset", "action", "data"} & {name for name, _ in parsed.attributes}
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    for outside in ("http:", "https:", "//", "url(", "@import"):
        assert outside not in page
    assert ("name", "viewport") in parsed.attributes
    assert "prefers-color-scheme: dark" in page and "<svg" in page


def test_every_text_is_only_a_text(comparison: Comparison) -> None:
    texts = Parsed(page_of(comparison)).texts

    for text in (*HOSTILE, "/policies/<b>now</b>", "B: ", "next & more", "5 < 6 & so on"):
        assert text.strip() in texts, text


def test_the_screen_takes_names_for_names(comparison: Comparison) -> None:
    screen = StringIO()
    console = Console(width=100, no_color=True, highlight=False, file=screen)
    show_comparison(console, comparison, Report(Path("/reports/compare/x")))
    said = screen.getvalue()

    assert "[bold]not bold[/bold]" in said
    assert "{{ 7 * 7 }} {% raw %}" in said


def test_a_comparison_of_nothing_has_a_page(by_hand: Make) -> None:
    days = (Day(FIRST, "2026-07-01 06:00:00", False),)
    gated = [Decided(side, "ana", outcome="gated", reason="paused") for side in "AB"]
    with by_hand(gated) as made:
        page = page_of(read_comparison(made.collection, SIDES, days, "EUR", ()))

    assert "No contact on either side." in Parsed(page).texts


def test_the_folder_has_a_name_every_file_system_takes(comparison: Comparison) -> None:
    assert folder_name(comparison) == "2026-07-01_2026-07-02_b-now-b_vs_next-more"


@pytest.mark.parametrize(
    "a, b, write, said",
    [
        pytest.param(1200, 200, words.count, "-1,000", id="fewer"),
        pytest.param(0, 3, words.count, "+3", id="more"),
        pytest.param(5, 5, words.amount, "0.00", id="as many"),
        pytest.param("1.001", "1.002", words.amount, "0.00", id="less than is shown"),
        pytest.param("0.616", "0.625", words.share, "+0.9 pts", id="shares by points"),
        pytest.param("2", "1.5", words.ratio, "-0.50", id="ratios"),
    ],
)
def test_differences_have_a_sign(a: object, b: object, write: words.Format, said: str) -> None:
    assert words.signed(Pair(Decimal(str(a)), Decimal(str(b))), write) == said


def test_what_moves_a_cursor_is_not_in_a_name() -> None:
    assert words.label("a\x1b[2Jb\u202ec\nd\xa0é ñ") == "a�[2Jb�c d é ñ"
    assert str(date(2026, 7, 1)) == words.label("2026-07-01")
