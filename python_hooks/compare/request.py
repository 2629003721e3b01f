"""What a person asks to compare, made sense of before anything is built."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.job.days import parse_day
from python_hooks.job.run import MODES
from python_hooks.policy import complete_policy
from python_hooks.project_vars import read_project_vars
from python_hooks.settings import Settings


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """What a person wrote; empty means the default.

    policies  none: the policy in force on both sides; one: the policy in force against it, or
              it under two modes; two: the one against the other
    modes     none: that of the project; one: on both sides; two: one each
    day       the one day to compare; or `first` and `last` of several, YYYY-MM-DD
    """

    policies: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    day: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared: a policy and an arbitration mode.

    letter  A or B
    label   what tells it from the other in few words
    """

    letter: str
    policy: Path
    mode: str
    label: str


def sides_of(settings: Settings, request: CompareRequest) -> tuple[Side, Side]:
    """The two sides; `UserError` where they are one, or more than two."""
    for name, given in (("--policy", request.policies), ("--mode", request.modes)):
        if len(given) > 2:
            raise UserError(f"{name} was given {len(given)} times; two can be compared")
    modes = _modes(settings, request.modes)
    policies = _policies(settings, request)
    names = _names(policies)
    labels = [
        " · ".join(part for part in (name, mode) if part)
        for name, mode in zip(names, modes if modes[0] != modes[1] else ("", ""), strict=True)
    ]
    return (
        Side("A", policies[0], modes[0], labels[0]),
        Side("B", policies[1], modes[1], labels[1]),
    )


def require_difference(sides: tuple[Side, Side]) -> None:
    """`UserError` where both sides would decide by the same files in the same mode."""
    first, second = sides
    if first.mode == second.mode and _print(first.policy) == _print(second.policy):
        what = (
            f"{first.policy}"
            if first.policy == second.policy
            else f"{first.policy} and {second.policy}, which say the same,"
        )
        raise UserError(
            f"both sides are {what} in mode {first.mode}: there is no difference to show;"
            " name another --policy, or two --mode"
        )


def days_of(request: CompareRequest, newest: date) -> tuple[date, ...]:
    """Every day that is compared, in order; `newest` where none is named."""
    if request.day and (request.first or request.last):
        raise UserError("name one day with --date, or several with --from and --to, not both")
    if bool(request.first) != bool(request.last):
        raise UserError("--from and --to go together")
    if not request.first:
        return (parse_day(request.day, "--date") if request.day else newest,)
    first, last = parse_day(request.first, "--from"), parse_day(request.last, "--to")
    if last < first:
        raise UserError(f"--to {last} is before --from {first}")
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def _modes(settings: Settings, given: tuple[str, ...]) -> tuple[str, str]:
    for mode in given:
        if mode not in MODES:
            raise UserError(f"unknown arbitration mode '{mode}'; choose one of {', '.join(MODES)}")
    if not given:
        given = (str(read_project_vars(settings.project)["arbitration_mode"]),)
    return given[0], given[-1]


def _policies(settings: Settings, request: CompareRequest) -> tuple[Path, Path]:
    given = [Path(policy).resolve() for policy in request.policies]
    if len(given) == 1 and len(request.modes) < 2:
        given.insert(0, settings.policy)
    given = given or [settings.policy]
    return given[0], given[-1]


def _names(policies: tuple[Path, Path]) -> tuple[str, str]:
    """The shortest ends of the two paths that differ; of one policy its name."""
    first, second = (path.parts for path in policies)
    for count in range(1, max(len(first), len(second)) + 1):
        if first[-count:] != second[-count:]:
            return "/".join(first[-count:]), "/".join(second[-count:])
    return policies[0].name, policies[1].name


def _print(policy: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        complete_policy(policy, Path(folder) / "policy")
        files = sorted((Path(folder) / "policy").iterdir())
        return hashlib.sha256(
            b"\0".join(file.name.encode() + b"\0" + file.read_bytes() for file in files)
        ).hexdigest()
