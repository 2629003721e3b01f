"""Files that are absent or unreadable, and rows that stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy, Row


def check_tables(policy: Policy) -> Iterator[Finding]:
    """Report files that are absent, cannot be read or have other columns."""
    for file, table in policy.tables.items():
        yield from table.findings
        if not table.is_absent:
            continue
        if table.shape.is_required:
            yield Finding(file, 0, "", "error", "this file is required and is not there")
        else:
            message = f"absent, so {table.shape.when_absent}"
            yield Finding(file, 0, "", "warning", message)


def check_keys(policy: Policy) -> Iterator[Finding]:
    """Report rows with the same key as an earlier one."""
    for table in policy.tables.values():
        key = table.shape.key
        seen: dict[tuple[str, ...], Row] = {}
        for row in table.rows:
            if not row.is_whole:
                continue
            values = tuple(row[column] for column in key)
            if not any(values):
                continue
            first = seen.setdefault(values, row)
            if first is not row:
                shown = ", ".join(value for value in values if value)
                message = f"duplicate {' + '.join(key)} '{shown}', first on line {first.line}"
                yield row.finding(key[0], message)
