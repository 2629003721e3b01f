"""One thing that is wrong, or odd, in a policy file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where it is, what is wrong and what was probably meant.

    line        of the file, the header being line 1; 0 when the whole file is meant
    column      the column's name; empty when the whole line is meant
    suggestion  a closing clause such as `did you mean 'welcome'?`, or empty
    """

    file: str
    line: int
    column: str
    severity: Severity
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        """Return `campaigns.csv:7:trigger_name: unknown trigger 'wellcome'; did you mean …`.

        It is one line of visible characters, whatever stands in the file.
        """
        place = ":".join(part for part in (self.file, str(self.line or ""), self.column) if part)
        text = f"{self.message}; {self.suggestion}" if self.suggestion else self.message
        return "".join(map(_visible, f"{place}: {text}"))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")
