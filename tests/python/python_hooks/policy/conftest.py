"""The shipped policy in a folder of its own, for a test to break one thing."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from python_hooks.policy import Finding, check_policy
from python_hooks.settings import PROJECT

SHIPPED = PROJECT / "seeds"


@dataclass(frozen=True)
class PolicyFolder:
    path: Path

    def read(self, file: str) -> tuple[list[str], list[dict[str, str]]]:
        with (self.path / file).open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            return list(reader.fieldnames or ()), list(reader)

    def write(self, file: str, columns: list[str], rows: list[dict[str, str]]) -> None:
        with (self.path / file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, file: str, where: dict[str, str], **cells: str) -> int:
        """Change the one row that `where` describes; return its line."""
        columns, rows = self.read(file)
        [index] = [i for i, row in enumerate(rows) if where.items() <= row.items()]
        assert set(cells) <= set(columns)
        rows[index].update(cells)
        self.write(file, columns, rows)
        return index + 2

    def append(self, file: str, **cells: str) -> int:
        """Add a row; return its line."""
        columns, rows = self.read(file)
        assert set(cells) <= set(columns)
        rows.append(dict.fromkeys(columns, "") | cells)
        self.write(file, columns, rows)
        return len(rows) + 1

    def drop(self, file: str, **where: str) -> None:
        """Take the rows out that `where` describes."""
        columns, rows = self.read(file)
        left = [row for row in rows if not where.items() <= row.items()]
        assert len(left) < len(rows)
        self.write(file, columns, left)

    def check(self) -> list[Finding]:
        return check_policy(self.path)


@pytest.fixture
def policy(tmp_path: Path) -> PolicyFolder:
    folder = tmp_path / "a policy"
    shutil.copytree(SHIPPED, folder)
    return PolicyFolder(folder)


@pytest.fixture
def expect(policy: PolicyFolder) -> Callable[..., None]:
    """Check that the policy has a finding at this place that says this."""

    def check(file: str, line: int, column: str, *says: str, severity: str = "error") -> None:
        findings = policy.check()
        here = [f for f in findings if (f.file, f.line, f.column) == (file, line, column)]
        shown = "\n".join(str(finding) for finding in findings)
        assert here, f"nothing at {file}:{line}:{column}, but\n{shown}"
        fitting = [f for f in here if all(words in str(f) for words in says)]
        assert fitting, f"nothing says {says}, but\n{shown}"
        assert fitting[0].severity == severity

    return check
