"""The rounds decide what the one-by-one walk decides, on random and on hard companies.

`BATUTA_WALK_EXAMPLES` says how many random ones, 2,000 where it says nothing.
"""

from __future__ import annotations

import os

import pytest

from tests.python.arbitration.companies import random_companies
from tests.python.arbitration.decide import decide_in_rounds, decide_together, one_by_one
from tests.python.arbitration.hard import HARD
from tests.python.compiled_sql import Bench
from tests.python.reference.walk import Company

EXAMPLES = int(os.environ.get("BATUTA_WALK_EXAMPLES", "2000"))
DRAWN_AT_ONCE = 480
# More of them cost more each: the number of caps times campaigns grows with its square.
IN_ONE_RUN = 40


def test_rounds_decide_what_the_walk_decides(benches: dict[str, Bench]) -> None:
    for first in range(0, EXAMPLES, DRAWN_AT_ONCE):
        drawn = random_companies(min(DRAWN_AT_ONCE, EXAMPLES - first))
        for modes in (("priority", "value"), ("chronological",)):
            chosen = [company for company in drawn if company.mode in modes]
            for place in range(0, len(chosen), IN_ONE_RUN):
                some = chosen[place : place + IN_ONE_RUN]
                decided = decide_together(benches[modes[0]], some)
                for company, verdicts in zip(some, decided, strict=True):
                    assert verdicts == one_by_one(company), company


@pytest.mark.parametrize("hard, selected", HARD)
def test_hard_companies(benches: dict[str, Bench], hard: Company, selected: int) -> None:
    decided = decide_in_rounds(benches["priority"], hard)

    assert decided == one_by_one(hard)
    assert sum(verdict[0] == "selected" for verdict in decided.values()) == selected
