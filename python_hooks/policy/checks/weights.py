"""Weights of comparisons: every level that the models know, and no other."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy
from python_hooks.policy.values import as_number
from python_hooks.settings import PROJECT

FILE = "identity_weights.csv"
SHIPPED = PROJECT / "models/identity/parameters/identity_default_weights.csv"
HINT = "`batuta train identity` writes all of them"
# What keeps two people apart by contradicting, unless the weights say that it means little.
DECISIVE = {"first_name": "names", "birth_date": "birth dates"}
MOST_CONTRADICTING = 0.05


def check_weights(policy: Policy) -> Iterator[Finding]:
    """Check that the levels are those of the weights that ship, all of them, and above 0."""
    rows = policy[FILE]
    if not rows:
        return
    with SHIPPED.open(encoding="utf-8", newline="") as stream:
        known = {(row["comparison"], row["level"]) for row in csv.DictReader(stream)}
    comparisons = {comparison for comparison, _ in known}
    most = _most_contradicting(policy)
    for row in rows:
        comparison, level = row["comparison"], row["level"]
        if comparison and comparison not in comparisons:
            hint = did_you_mean(comparison, comparisons)
            yield row.finding("comparison", f"unknown comparison '{comparison}'", hint)
        elif comparison and level and (comparison, level) not in known:
            levels = {each for owner, each in known if owner == comparison}
            hint = did_you_mean(level, levels)
            yield row.finding("level", f"'{comparison}' has no level '{level}'", hint)
        if comparison != "prior":
            m, u = as_number(row["m"]), as_number(row["u"])
            if m is not None and m > 1:
                yield row.finding("m", f"'{row['m']}' is more than 1")
            if not u:
                yield row.finding("u", "must be above 0", "a level that is never seen is rare")
            if comparison in DECISIVE and level == "other" and m is not None and m > most:
                message = (
                    f"{DECISIVE[comparison]} that contradict keep nobody apart where other things"
                    f" agree, for {row['m']} of true pairs do"
                )
                hint = (
                    f"max_contradicting_share of identifier_rules.csv is {most:g}; twins may merge"
                )
                yield row.warning("m", message, hint)
    given = {(row["comparison"], row["level"]) for row in rows}
    for comparison, level in sorted(known - given):
        yield Finding(FILE, 0, "level", "error", f"{comparison} {level} is missing", HINT)


def _most_contradicting(policy: Policy) -> float:
    for row in policy["identifier_rules.csv"]:
        if row["rule"] == "max_contradicting_share":
            share = as_number(row["value"])
            if share is not None:
                return float(share)
    return MOST_CONTRADICTING
