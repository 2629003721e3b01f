"""What people decided about records, and whether it can all be true."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy, Row

Record = tuple[str, str]


def check_verdicts(policy: Policy) -> Iterator[Finding]:
    """Check that no cannot-link holds apart what must-links make one person.

    The build takes no side: the cannot-link holds, and fct_identity_refusals shows the must-link
    that it stops.
    """
    rows = [row for row in policy["identity_verdicts.csv"] if all(_ends(row))]
    for row in rows:
        one, other = _ends(row)
        if one == other:
            yield row.finding("other_source_record_id", "this is the record itself")
    links: dict[Record, list[tuple[Record, Row]]] = defaultdict(list)
    for row in rows:
        if row["verdict"] == "must-link":
            one, other = _ends(row)
            links[one].append((other, row))
            links[other].append((one, row))
    for row in rows:
        if row["verdict"] == "cannot-link":
            path = _path(links, *_ends(row))
            if path:
                lines = ", ".join(str(line) for line in sorted({each.line for each in path}))
                told = (
                    f"the must-link on line {lines} says"
                    if len(path) == 1
                    else (f"the must-links on lines {lines} together say")
                )
                yield row.finding(
                    "verdict",
                    f"{told} that these two records are one person",
                    "take one of these rows out",
                )


def _ends(row: Row) -> tuple[Record, Record]:
    return (
        (row["source_name"], row["source_record_id"]),
        (row["other_source_name"], row["other_source_record_id"]),
    )


def _path(
    links: Mapping[Record, list[tuple[Record, Row]]], start: Record, end: Record
) -> list[Row]:
    """The must-links of a shortest way from one record to another; none where there is no way."""
    came_by: dict[Record, tuple[Record, Row] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came_by:
        here = waiting.popleft()
        for there, row in links.get(here, []):
            if there not in came_by:
                came_by[there] = (here, row)
                waiting.append(there)
    path = []
    step = came_by.get(end)
    while step is not None:
        path.append(step[1])
        step = came_by[step[0]]
    return path
