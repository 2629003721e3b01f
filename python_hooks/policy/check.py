"""`batuta check`: every finding in a folder of policy files."""

from __future__ import annotations

from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.policy.checks import CHECKS, FILE_CHECKS
from python_hooks.policy.files import FILES, SHAPES
from python_hooks.policy.finding import Finding
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import read_policy


def check_policy(folder: Path) -> list[Finding]:
    """Return what is wrong or odd, by file and line; an empty list is a sound policy.

    What the files say of each other is looked at once all of them can be read: a missing column
    is one mistake, not one for every row that looks into it.
    """
    policy = read_policy(folder)
    checks = CHECKS if policy.is_whole else FILE_CHECKS
    findings = {finding for check in checks for finding in check(policy)}
    findings.update(_unknown_files(folder))
    return sorted(findings, key=_place)


def _unknown_files(folder: Path) -> list[Finding]:
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError as error:
        raise UserError(f"policy folder {folder} cannot be read: {error.strerror}") from error
    return [
        Finding(name, 0, "", "error", "not a policy file", did_you_mean(name, SHAPES))
        for name in names
        if name.lower().endswith(".csv") and name not in SHAPES
    ]


def _place(finding: Finding) -> tuple[int, str, int, int, str]:
    files = [shape.file for shape in FILES]
    shape = SHAPES.get(finding.file)
    columns = shape.column_names if shape else ()
    return (
        files.index(finding.file) if finding.file in files else len(files),
        finding.file,
        finding.line,
        columns.index(finding.column) if finding.column in columns else -1,
        finding.message,
    )
