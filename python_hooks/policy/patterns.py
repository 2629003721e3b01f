"""Whether a regular expression works on both engines (RE2 and Java) and says something."""

from __future__ import annotations

import re
import warnings

# Look-arounds, back references, possessive and atomic groups: RE2 has none of them.
ONLY_ELSEWHERE = re.compile(r"\(\?(=|!|<=|<!|>|P=|\()|\\[1-9]|\\k<|[*+?}]\+")

# Values are looked through many at once, one on a line.
ENDS_OF_TEXT = re.compile(r"\\[AZ]")


def pattern_fault(pattern: str) -> str:
    """Say what is wrong with a pattern, or nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(pattern)
            matches_nothing = compiled.search("") is not None
    except (re.error, OverflowError, RecursionError) as error:
        return f"is not a regular expression: {error}"
    if ONLY_ELSEWHERE.search(re.sub(r"\\\\|\[[^\]]*\]", "", pattern)):
        return "uses look-around or back references, which the engines do not have"
    if ENDS_OF_TEXT.search(pattern.replace(r"\\", "")):
        return r"uses \A or \Z; write ^ or $"
    if matches_nothing:
        return "matches every value, also an empty one"
    return ""
