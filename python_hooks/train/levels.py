"""The levels of comparison as the models know them: one text for SQL that scores and trains."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from python_hooks.identity_room import IdentityRoom

MACRO = "{{ tojson(identity_comparisons('one', 'other')) }}"


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison, in DuckDB's SQL over columns with `_l` and `_r` behind their names.

    known   when both sides say something
    term    the column whose value may be common or rare
    levels  condition by level, the first that holds counts; `other` is not among them
    """

    name: str
    known: str
    term: str
    levels: Mapping[str, str]


def read_comparisons(room: IdentityRoom) -> list[Compared]:
    """What the macro `identity_comparisons` says, as dbt renders it."""
    found = json.loads(room.trial.render(MACRO))
    return [
        Compared(
            name,
            _sided(each["known"]),
            each["term"],
            {level: _sided(condition) for level, condition in each["levels"].items()},
        )
        for name, each in found.items()
    ]


def _sided(condition: str) -> str:
    left = re.sub(r"\bone\.(\w+)", r"\1_l", condition)
    return re.sub(r"\bother\.(\w+)", r"\1_r", left)
