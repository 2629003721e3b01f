"""What a text file is made of, counted independently of whoever reads it after."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from python_hooks.landing.text_encoding import CHUNK, LATIN_1, UTF_8, UTF_16, open_bytes

QUOTE, LINE_FEED, RETURN = 34, 10, 13


@dataclass(frozen=True, slots=True)
class TextScan:
    """One pass over a file, in bounded memory.

    encoding   UTF-16 by its mark, UTF-8 where all of the file is, else Latin-1
    line_end   how every line ends; empty where they end in several ways
    line_count lines that are not empty; a line end inside quotes ends no line
    is_closed  every quote that is opened is closed
    """

    encoding: str
    line_end: str
    line_count: int
    is_closed: bool


def scan_text(path: Path, *, has_quotes: bool) -> TextScan:
    """Count the lines of a file; `has_quotes` where quotes may hold line ends, as in CSV."""
    decoder = codecs.getincrementaldecoder(UTF_8)()
    encoding = UTF_8
    lines = _Lines(has_quotes=has_quotes)
    with open_bytes(path) as stream:
        for number, chunk in enumerate(_chunks(stream)):
            if number == 0 and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return TextScan(UTF_16, "", 0, is_closed=True)
            lines.add(np.frombuffer(chunk, dtype=np.uint8))
            if encoding == UTF_8:
                encoding = _still_utf8(decoder, chunk)
    if encoding == UTF_8:
        encoding = _still_utf8(decoder, b"", is_last=True)
    return TextScan(encoding, lines.line_end, lines.count, is_closed=not lines.is_open)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Pieces that never part a carriage return from its line feed."""
    while chunk := stream.read(CHUNK):
        while chunk.endswith(b"\r") and (more := stream.read(1)):
            chunk += more
        yield chunk


def _still_utf8(decoder: codecs.IncrementalDecoder, chunk: bytes, *, is_last: bool = False) -> str:
    try:
        decoder.decode(chunk, final=is_last)
    except UnicodeDecodeError:
        return LATIN_1
    return UTF_8


class _Lines:
    """Counts lines over the pieces of a file."""

    def __init__(self, *, has_quotes: bool) -> None:
        self._has_quotes = has_quotes
        self._is_open = 0
        self._open_line = 0
        self._full_lines = 0
        self._ends = {"\r\n": 0, "\n": 0, "\r": 0}

    @property
    def is_open(self) -> bool:
        return bool(self._is_open)

    @property
    def count(self) -> int:
        return self._full_lines + (self._open_line > 0)

    @property
    def line_end(self) -> str:
        ends = [end for end, count in self._ends.items() if count]
        return ends[0] if len(ends) == 1 else "" if ends else "\n"

    def add(self, data: NDArray[np.uint8]) -> None:
        feeds, returns = data == LINE_FEED, data == RETURN
        if self._has_quotes:
            inside = self._inside_quotes(data)
            feeds &= ~inside
            returns &= ~inside
        pairs = returns.copy()
        pairs[:-1] &= feeds[1:]
        pairs[-1:] = False
        pair_count = int(pairs.sum())
        self._ends["\r\n"] += pair_count
        self._ends["\n"] += int(feeds.sum()) - pair_count
        self._ends["\r"] += int(returns.sum()) - pair_count
        self._count_full_lines(data.size, np.flatnonzero((returns & ~pairs) | feeds), pairs)

    def _inside_quotes(self, data: NDArray[np.uint8]) -> NDArray[np.bool_]:
        quotes = data == QUOTE
        # The sum overflows at an even number, so that whether it is odd stays right.
        inside = (np.cumsum(quotes, dtype=np.uint8) + np.uint8(self._is_open)) & 1
        self._is_open = int(inside[-1])
        return inside.astype(np.bool_)

    def _count_full_lines(
        self, size: int, ends: NDArray[np.intp], pairs: NDArray[np.bool_]
    ) -> None:
        if ends.size == 0:
            self._open_line += size
            return
        lengths = np.diff(ends, prepend=-1) - 1
        lengths -= pairs[ends - 1] & (ends > 0)
        lengths[0] += self._open_line
        self._full_lines += int((lengths > 0).sum())
        self._open_line = size - 1 - int(ends[-1])
