"""Measures of a grouping against the true one."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from python_hooks.evaluate.metrics import ceiling, measure


def test_a_group_of_two_people_and_a_person_in_two_groups() -> None:
    found = measure(groups=[1, 1, 1, 2], people=["a", "a", "b", "b"])
    assert (found.right_pairs, found.wrong_pairs, found.missed_pairs) == (1, 2, 1)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 2)
    assert found.f1 == pytest.approx(0.4)
    # Per record: 2/3, 2/3, 1/3, 1 of its group; 1, 1, 1/2, 1/2 of its person.
    assert found.b_cubed_precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.b_cubed_recall == pytest.approx(3 / 4)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_pairs_are_counted_as_one_by_one(records: list[tuple[int, int]]) -> None:
    found = measure([group for group, _ in records], [person for _, person in records])
    pairs = [(a[0] == b[0], a[1] == b[1]) for a, b in combinations(records, 2)]
    assert found.right_pairs == pairs.count((True, True))
    assert found.wrong_pairs == pairs.count((True, False))
    assert found.missed_pairs == pairs.count((False, True))


def test_the_ceiling_is_what_right_answers_to_all_that_is_compared_would_give() -> None:
    people = ["a", "a", "a", "a", "b", "b"]
    # Records 0 and 1 are together already; 1 and 2 are compared, 3 with a stranger alone.
    together = [0, 0, 2, 3, 4, 5]
    assert ceiling(together, people, [(1, 2), (3, 4)]) == pytest.approx(3 / 7)
    assert ceiling(together, people, [(1, 2), (2, 3), (4, 5)]) == 1


@pytest.mark.parametrize("seed", range(3))
def test_the_ceiling_does_not_depend_on_the_order_of_pairs(seed: int) -> None:
    draw = Random(seed)
    people = [draw.randrange(20) for _ in range(100)]
    pairs = [(draw.randrange(100), draw.randrange(100)) for _ in range(150)]
    shuffled = pairs.copy()
    draw.shuffle(shuffled)
    nobody = list(range(100))
    assert ceiling(nobody, people, pairs) == ceiling(nobody, people, shuffled)
