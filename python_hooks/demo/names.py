"""First and last names as people in five countries bear them, and the short forms they use."""

from __future__ import annotations

from typing import Final

from python_hooks.demo.data import rows_of


def _of_kind(kind: str) -> dict[str, list[str]]:
    return {
        row["language"]: row["names"].split() for row in rows_of("names") if row["kind"] == kind
    }


FEMALE: Final = _of_kind("female")
MALE: Final = _of_kind("male")
LAST: Final = _of_kind("last")
SHORT_FORMS: Final = {row["name"]: row["short_form"] for row in rows_of("short_forms")}
