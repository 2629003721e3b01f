"""What was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

CLOSE_ENOUGH = 70


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like this one, or nothing if none is near."""
    best = process.extractOne(
        word[:200],
        sorted(set(known)),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=CLOSE_ENOUGH,
    )
    return str(best[0]) if best else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the closing clause of a finding about an unknown word."""
    names = sorted(set(known))
    near = closest(word, names)
    if near:
        return f"did you mean '{near}'?"
    if 0 < len(names) <= 10:
        return f"known: {', '.join(names)}"
    return ""
