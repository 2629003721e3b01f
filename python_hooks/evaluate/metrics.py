"""Measures of a grouping of records against the true one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Metrics:
    """How well records were grouped, each share 0 to 1.

    pair counts   two records of one group: rightly, wrongly, and those of one person in two groups
    b_cubed       the mean, over records, of the share of its group (precision) and of its person
                  (recall) that it rightly shares a group with, itself included
    """

    right_pairs: int
    wrong_pairs: int
    missed_pairs: int
    b_cubed_precision: float
    b_cubed_recall: float

    @property
    def precision(self) -> float:
        """Of the pairs put together, the share that is one person; 1 where there is none."""
        return _share(self.right_pairs, self.right_pairs + self.wrong_pairs)

    @property
    def recall(self) -> float:
        """Of the pairs that are one person, the share put together; 1 where there is none."""
        return _share(self.right_pairs, self.right_pairs + self.missed_pairs)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _harmonic(self.precision, self.recall)

    @property
    def b_cubed_f1(self) -> float:
        """The harmonic mean of the B-cubed shares."""
        return _harmonic(self.b_cubed_precision, self.b_cubed_recall)


def measure(groups: Sequence[object], people: Sequence[object]) -> Metrics:
    """Measure a grouping: per record the group it was put in, and the person it is."""
    cells = Counter(zip(groups, people, strict=True))
    in_group, in_person = Counter(groups), Counter(people)
    right = sum(_pairs(count) for count in cells.values())
    record_count = max(len(groups), 1)
    return Metrics(
        right_pairs=right,
        wrong_pairs=sum(_pairs(count) for count in in_group.values()) - right,
        missed_pairs=sum(_pairs(count) for count in in_person.values()) - right,
        b_cubed_precision=sum(n * n / in_group[group] for (group, _), n in cells.items())
        / record_count,
        b_cubed_recall=sum(n * n / in_person[person] for (_, person), n in cells.items())
        / record_count,
    )


def ceiling(groups: Sequence[object], people: Sequence[object], compared: Iterable[Pair]) -> float:
    """The recall that would be had if all that is compared were rightly decided.

    groups    per record what is certainly together
    compared  places (from 0) of records that are compared
    """
    parent: dict[tuple[object, object], tuple[object, object]] = {}

    def root(node: tuple[object, object]) -> tuple[object, object]:
        while parent.get(node, node) != node:
            parent[node] = parent.get(parent[node], parent[node])
            node = parent[node]
        return node

    nodes = list(zip(groups, people, strict=True))
    for one, other in compared:
        if people[one] == people[other]:
            left, right = root(nodes[one]), root(nodes[other])
            if left != right:
                parent[left] = right
    sizes: dict[tuple[object, object], int] = defaultdict(int)
    for node in nodes:
        sizes[root(node)] += 1
    reachable = sum(_pairs(size) for size in sizes.values())
    return _share(reachable, sum(_pairs(count) for count in Counter(people).values()))


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
