"""A replay as a person sees it: the verdict first, and no more than it has found."""

from __future__ import annotations

from datetime import datetime

import pytest
from rich.console import Console

from python_hooks.replay.causes import Cause
from python_hooks.replay.compare import Comparison
from python_hooks.replay.decided import DecidedDay
from python_hooks.replay.replay import Replay
from python_hooks.replay.show import show_replay

AS_OF = datetime(2026, 7, 1, 6)
DECIDED = DecidedDay(AS_OF.date(), AS_OF, "policy", 1200, ())
SAME = Comparison(1200, 0, 0, 0, (), (), 0, 0, 0, ())
OTHER = Comparison(1200, 5, 2, 3, (("outcome", 3),), (("news", 9), ("tea", 1)), 0, 0, 0, ())
AGAIN = Cause("decided again", "perhaps knowing more")
CODE = Cause("changed code", "newer SQL")
CAPS = Cause("policy", "1 changed since: contact_caps.csv")


@pytest.mark.parametrize(
    "replay, said, unsaid",
    [
        pytest.param(
            Replay(DECIDED, SAME, (), ()),
            ["2026-07-01, decided as of", "every one of 1,200 rows is the same"],
            ["cause", "kept out", "to no effect"],
            id="the same",
        ),
        pytest.param(
            Replay(DECIDED, SAME, (CODE, AGAIN), (CAPS,)),
            ["every one of 1,200", "to no effect", "newer SQL", "kept out", "contact_caps.csv"],
            ["perhaps knowing more"],
            id="the same, whatever has changed",
        ),
        pytest.param(
            Replay(DECIDED, OTHER, (CODE, AGAIN), ()),
            [
                "1,192 of 1,200 rows are the same: 3 differ, 5 are missing, 2 are new",
                "outcome",
                "tea",
                "changed code",
                "perhaps knowing more",
            ],
            ["every one", "no cause was found"],
            id="another day",
        ),
        pytest.param(
            Replay(DECIDED, OTHER, (), ()), ["no cause was found"], [], id="no one knows why"
        ),
    ],
)
def test_the_screen_says_what_was_found(replay: Replay, said: list[str], unsaid: list[str]) -> None:
    console = Console(width=100, record=True, no_color=True, quiet=False)
    with console.capture() as captured:
        show_replay(console, replay)
    text = captured.get()

    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []
