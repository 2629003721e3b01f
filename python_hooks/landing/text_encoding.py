"""Text files as bytes and as lines, whatever they are encoded in."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

CHUNK = 1 << 22

UTF_8 = "utf-8"
UTF_16 = "utf-16"
LATIN_1 = "latin-1"


def open_bytes(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked where it is packed."""
    if is_packed(path):
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def is_packed(path: Path) -> bool:
    """Whether DuckDB must unpack the file."""
    return path.name.casefold().endswith(".gz")


def read_head(path: Path, size: int) -> str:
    """About the first `size` bytes as text, whole lines or not."""
    with open_bytes(path) as stream:
        head = stream.read(size)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder(UTF_16)("replace").decode(head)
    return "".join(_decode(line) for line in _lines(io.BytesIO(head)))


def read_lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines with their ends. In a file that is not all UTF-8, each line is, or is Latin-1.

    So a sound export keeps its accents although one pasted row of it is in another encoding.
    """
    with open_bytes(path) as stream:
        if encoding == UTF_16:
            yield from io.TextIOWrapper(stream, encoding=UTF_16, errors="replace", newline="")
        else:
            yield from map(_decode, _lines(stream))


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    for number, line in enumerate(stream):
        yield line.removeprefix(codecs.BOM_UTF8) if number == 0 else line


def _decode(line: bytes) -> str:
    for encoding in (UTF_8, "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode(LATIN_1)
