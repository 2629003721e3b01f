"""What every job asks of a policy before it decides by it."""

from __future__ import annotations

from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.policy.check import check_policy


def require_sound_policy(folder: Path) -> tuple[str, ...]:
    """The warnings of the lint; `UserError` with file, line and column where it finds errors."""
    findings = check_policy(folder)
    errors = [str(finding) for finding in findings if finding.severity == "error"]
    if errors:
        raise UserError("\n  ".join([f"the policy in {folder} has errors", *errors]))
    return tuple(str(finding) for finding in findings)
