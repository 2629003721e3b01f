"""A past day decided again, in a trial that knows what was known then and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import duckdb

from python_hooks.only_one import only_one
from python_hooks.progress import Steps
from python_hooks.project_vars import read_project_vars
from python_hooks.replay import policy as policies
from python_hooks.replay.causes import Cause, Versions, causes_of, changes_since
from python_hooks.replay.compare import Comparison, compare
from python_hooks.replay.decided import DecidedDay, find_decided_day
from python_hooks.replay.facts import Facts, lay_out, read_entries, read_known, sort_facts
from python_hooks.replay.state import forgetting
from python_hooks.settings import Settings
from python_hooks.trial import Trial, open_trial
from python_hooks.warehouse import open_warehouse

# The decisions, all they are made from, and the row that says by what they were decided.
SELECTED = ("+int_publications_prepared",)


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found.

    causes   what was otherwise than on the day, where rows differ
    changes  what has changed since and was kept out
    """

    decided: DecidedDay
    comparison: Comparison
    causes: tuple[Cause, ...]
    changes: tuple[Cause, ...]

    @property
    def is_same(self) -> bool:
        """Whether every row came again as it was."""
        return self.comparison.is_same


@dataclass(frozen=True, slots=True)
class _Then:
    """What was known and held on the day, beside what there is today."""

    decided: DecidedDay
    policy: Mapping[str, str]
    changed_policy: tuple[str, ...]
    facts: Facts


def replay_day(
    settings: Settings,
    day: str,
    steps: Steps,
    *,
    late_facts: bool = False,
    new_policy: bool = False,
) -> Replay:
    """Decide a published day again and compare every row.

    late_facts  let in the raw files that arrived or changed since
    new_policy  decide by today's policy
    Raises `UserError` for a day that was not published, or whose policy was not kept.
    """
    with only_one(settings, "replay", "another replay is at work"):
        return _replay_alone(settings, day, steps, late_facts, new_policy)


def _replay_alone(
    settings: Settings, day: str, steps: Steps, late_facts: bool, new_policy: bool
) -> Replay:
    with steps.step("finding what was known then") as step:
        then = _find(settings, day)
        known = len(then.facts.known)
        step.note = f"{known} raw files, policy {then.decided.policy_version}"
    entries = then.facts.known
    if late_facts:
        entries += then.facts.late + then.facts.changed
    has_own_project = not new_policy and policies.changed_parameters(then.policy, settings)
    with open_trial(
        settings,
        f"replay-{then.decided.day}",
        policy=None if new_policy else partial(policies.write_policy, then.policy, settings),
        variables=then.decided.nearest_run.parameters,
        landing=partial(lay_out, settings, entries),
        project=partial(policies.copy_project, then.policy, settings) if has_own_project else None,
    ) as trial:
        _decide(trial, then.decided, steps)
        with steps.step("comparing every row"), trial.reading() as warehouse:
            return _judge(warehouse, settings, then, late_facts, new_policy)


def _find(settings: Settings, day: str) -> _Then:
    with open_warehouse(settings) as warehouse:
        decided = find_decided_day(warehouse, day)
        policy = policies.read_policy_kept(warehouse, decided)
        known = read_known(warehouse, decided.known_until)
    facts = sort_facts(known, read_entries(settings))
    return _Then(decided, policy, policies.changed_files(policy, settings), facts)


def _decide(trial: Trial, decided: DecidedDay, steps: Steps) -> None:
    as_of = decided.as_of.strftime("%Y-%m-%d %H:%M:%S")
    with steps.step(f"deciding {decided.day} again, as of {as_of} UTC") as step:
        trial.change(forgetting(decided))
        outcome = trial.decide(as_of, publish=False, advance=step.advance, select=SELECTED)
        step.note = f"{outcome.node_count} models and seeds"


def _judge(
    warehouse: duckdb.DuckDBPyConnection,
    settings: Settings,
    then: _Then,
    late_facts: bool,
    new_policy: bool,
) -> Replay:
    decided = then.decided
    row = warehouse.execute(
        "select policy_version, code_version, facts_version from delivery.int_publications_prepared"
    ).fetchone()
    assert row is not None
    # A new kind of policy file, for one, makes another version of the same policy.
    is_as_kept = not new_policy and policies.keeps_version(then.policy)
    comparison = compare(warehouse, frozenset() if is_as_kept else frozenset({"policy_version"}))
    versions = Versions(row[0] if is_as_kept else decided.policy_version, row[1], row[2])
    causes = causes_of(
        decided,
        versions,
        then.facts,
        comparison,
        with_late_facts=late_facts,
        new_policy=then.changed_policy if new_policy else (),
    )
    changes = changes_since(
        then.facts,
        then.changed_policy,
        decided.nearest_run.parameters,
        read_project_vars(settings.project),
        with_late_facts=late_facts,
        with_new_policy=new_policy,
    )
    return Replay(decided, comparison, causes, changes)
