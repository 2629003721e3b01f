"""Why a day comes out otherwise than it did, and what has changed since without a say in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from python_hooks.replay.compare import Comparison
from python_hooks.replay.decided import DecidedDay
from python_hooks.replay.facts import Facts

MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Versions:
    """By what a day was decided; None where it was not kept."""

    policy: str | None
    code: str | None
    facts: str | None


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that was otherwise, with its evidence.

    kind  late fact, lost fact, changed policy, changed identity, changed code …
    """

    kind: str
    evidence: str


def causes_of(
    decided: DecidedDay,
    replayed: Versions,
    facts: Facts,
    comparison: Comparison,
    *,
    with_late_facts: bool,
    new_policy: Sequence[str],
) -> tuple[Cause, ...]:
    """What was otherwise in the replay than on the day; nothing, where all of it was the same.

    with_late_facts  the replay knew the facts of today
    new_policy       the files of today's policy that it decided by, in place of those of then
    """
    run = decided.nearest_run
    causes: list[Cause] = []
    if with_late_facts:
        causes += _named("late fact", "arrived since", [e.landed.label for e in facts.late])
        causes += _named("late fact", "came again changed", [e.landed.label for e in facts.changed])
    # The files that were gone already on that day are no difference, if nothing else is.
    if decided.was_decided_again or run.facts_version != replayed.facts or with_late_facts:
        changed = () if with_late_facts else facts.changed
        causes += _named("lost fact", "overwritten since", [e.landed.label for e in changed])
        causes += _named("lost fact", "not in the raw folder", facts.gone)
        if not causes and run.facts_version not in (None, replayed.facts):
            causes.append(
                Cause("unknown facts", "the raw files of then are not those that were published")
            )
    if new_policy:
        causes += _named("changed policy", "not what they were", new_policy)
    elif replayed.policy != decided.policy_version:
        text = (
            f"decided by {decided.policy_version}; the files that were kept make {replayed.policy}"
        )
        causes.append(Cause("changed policy", text))
    causes += _identity(comparison)
    if run.code_version is None:
        causes.append(Cause("unknown code", "which SQL decided the day was not kept"))
    elif run.code_version != replayed.code:
        text = f"decided by the SQL {run.code_version}, replayed by {replayed.code}"
        causes.append(Cause("changed code", text))
    if run.parameters is None:
        text = "the vars of the day were not kept; those of the project were taken"
        causes.append(Cause("unknown parameters", text))
    if decided.was_decided_again:
        causes.append(Cause("decided again", _decided_again(decided)))
    if comparison.erased_rows:
        text = f"{comparison.erased_rows:,} rows of people erased since take no part"
        causes.append(Cause("erasure", text))
    return tuple(causes)


def changes_since(
    facts: Facts,
    changed_policy: Sequence[str],
    parameters: Mapping[str, object] | None,
    project_vars: Mapping[str, object],
    *,
    with_late_facts: bool,
    with_new_policy: bool,
) -> tuple[Cause, ...]:
    """What is otherwise today and was kept out of the replay."""
    changes: list[Cause] = []
    if not with_late_facts:
        changes += _named("late facts", "arrived since", [e.landed.label for e in facts.late])
    if not with_new_policy:
        changes += _named("policy", "changed since", changed_policy)
    if parameters is not None:
        changed = [name for name, value in parameters.items() if project_vars.get(name) != value]
        changes += _named("vars", "not those of the project today", changed)
    return tuple(changes)


def _identity(comparison: Comparison) -> list[Cause]:
    if not comparison.moved_records:
        return []
    pairs = [f"{then} → {now}" for then, now in comparison.moved_customers]
    text = (
        f"{comparison.moved_records:,} records belong to another person than then;"
        f" {comparison.moved_rows:,} of the differing rows are of those persons: {_list(pairs)}"
    )
    return [Cause("changed identity", text)]


def _decided_again(decided: DecidedDay) -> str:
    if decided.own_run is None:
        return (
            f"the rows were decided as of {decided.as_of} by a run that reserved nothing, so"
            " what it knew beyond the publications before it was not kept"
        )
    return "the rows were written once more after their publication, perhaps knowing more"


def _named(kind: str, what: str, names: Sequence[str]) -> list[Cause]:
    if not names:
        return []
    return [Cause(kind, f"{len(names):,} {what}: {_list(names)}")]


def _list(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
