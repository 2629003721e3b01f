"""RFM bands and segments: nothing may fall between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, product

from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_number, as_whole

MEASURES = ("recency", "frequency", "monetary")
SCORES = range(1, 6)
FAR = Decimal("1e15")


def check_bands(policy: Policy) -> Iterator[Finding]:
    """Check bands by measure, then that segments cover every combination of scores."""
    by_measure: dict[str, list[Row]] = defaultdict(list)
    for row in policy["rfm_bands.csv"]:
        by_measure[row["measure"]].append(row)
    for measure, rows in by_measure.items():
        yield from _check_measure(measure, rows)
    yield from _check_segments(policy["rfm_segments.csv"])


def ends(row: Row) -> tuple[Decimal, Decimal]:
    """Return both ends of a band; an empty one is far away."""
    low, high = as_number(row["minimum"]), as_number(row["maximum"])
    return (-FAR if low is None else low, FAR if high is None else high)


def _check_measure(measure: str, rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        low, high = ends(row)
        if high <= low:
            yield row.finding("maximum", f"the band is empty: it ends at {high}, at or below {low}")
            return
    ordered = sorted(rows, key=lambda row: (*ends(row), row.line))
    lowest, highest = ordered[0], ordered[-1]
    if ends(lowest)[0] > -FAR:
        message = f"a {measure} below {lowest['minimum']} has no score"
        yield lowest.finding("minimum", message, "leave the lowest minimum empty")
    if ends(highest)[1] < FAR:
        message = f"a {measure} of {highest['maximum']} or more has no score"
        yield highest.finding("maximum", message, "leave the highest maximum empty")
    for before, after in pairwise(ordered):
        end, start = ends(before)[1], ends(after)[0]
        if start > end:
            message = (
                f"a {measure} from {end} to {start} has no score (gap after line {before.line})"
            )
            yield after.finding("minimum", message)
        elif start < end:
            message = f"overlaps the band on line {before.line}"
            yield after.finding("minimum", message, "a band ends where the next one begins")
    yield from _check_scores(measure, ordered)


def _check_scores(measure: str, ordered: list[Row]) -> Iterator[Finding]:
    scores = [as_whole(row["score"]) for row in ordered]
    missing = [score for score in SCORES if score not in scores]
    if missing:
        shown = ", ".join(str(score) for score in missing)
        yield ordered[0].warning("score", f"no {measure} gives score {shown}")
    wanted = sorted(
        (score for score in scores if score is not None), reverse=measure == "recency_days"
    )
    if None not in scores and scores != wanted:
        better = "a smaller" if measure == "recency_days" else "a larger"
        yield ordered[0].finding("score", f"{better} {measure} must give the better score")


def _check_segments(rows: tuple[Row, ...]) -> Iterator[Finding]:
    left = set(product(SCORES, repeat=len(MEASURES)))
    ordered = sorted(rows, key=lambda row: (as_whole(row["position"]) or 0, row.line))
    for row in ordered:
        ranges = []
        for measure in MEASURES:
            low, high = as_whole(row[f"{measure}_min"]), as_whole(row[f"{measure}_max"])
            if low is None or high is None:
                return
            if low > high:
                yield row.finding(f"{measure}_max", f"{high} is below {measure}_min {low}")
            ranges.append(range(max(low, 1), min(high, 5) + 1))
        taken = left & set(product(*ranges))
        if not taken and all(ranges):
            message = f"nobody gets here: earlier positions take all of '{row['rfm_segment']}'"
            yield row.finding("position", message)
        left -= taken
    if rows and left:
        example = min(left)
        shown = ", ".join(f"{name} {score}" for name, score in zip(MEASURES, example, strict=True))
        message = f"{len(left)} of 125 score combinations have no segment, such as {shown}"
        yield ordered[-1].finding("position", message)
