from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from python_hooks.landing import text_scan
from python_hooks.landing.csv_repair import repair
from python_hooks.landing.text_scan import TextScan, scan_text


def scan(folder: Path, content: bytes) -> TextScan:
    path = folder / "scanned.csv"
    path.write_bytes(content)
    return scan_text(path, has_quotes=True)


@pytest.mark.parametrize(
    "content, expected",
    [
        pytest.param(b"", ("utf-8", "\n", 0, True), id="nothing"),
        pytest.param(b"a\nb\n", ("utf-8", "\n", 2, True), id="lines"),
        pytest.param(b"a\nb", ("utf-8", "\n", 2, True), id="no end of the last line"),
        pytest.param(b"\n\na\r\n\n", ("utf-8", "", 1, True), id="two kinds of line ends"),
        pytest.param(b"a\r\n\r\nb\r\n", ("utf-8", "\r\n", 2, True), id="Windows"),
        pytest.param(b"a\r\rb\r", ("utf-8", "\r", 2, True), id="old Macs"),
        pytest.param(b'a,"\n\r\n"\nb\n', ("utf-8", "\n", 2, True), id="line ends inside quotes"),
        pytest.param(b'a,"\nb\n', ("utf-8", "\n", 1, False), id="a quote that is never closed"),
        pytest.param(b"\xe9\n", ("latin-1", "\n", 1, True), id="Latin-1"),
        pytest.param(b"a\n\xc3", ("latin-1", "\n", 2, True), id="half a character at the end"),
        pytest.param(b"\xff\xfea\0", ("utf-16", "", 0, True), id="UTF-16"),
    ],
)
def test_what_a_file_is_made_of(
    tmp_path: Path, content: bytes, expected: tuple[str, str, int, bool]
) -> None:
    assert scan(tmp_path, content) == TextScan(*expected)


SOUP = st.text(alphabet='"\n\ra,', max_size=40).map(str.encode)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(content=SOUP, size=st.integers(1, 5))
def test_the_pieces_a_file_is_read_in_do_not_matter(
    tmp_path: Path, content: bytes, size: int
) -> None:
    whole = scan(tmp_path, content)
    piece, text_scan.CHUNK = text_scan.CHUNK, size
    try:
        assert scan(tmp_path, content) == whole
    finally:
        text_scan.CHUNK = piece


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(rows=st.lists(st.tuples(st.text(), st.text()), max_size=8))
def test_lines_are_rows_where_the_rules_are_kept(
    tmp_path: Path, rows: list[tuple[str, str]]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    found = scan(tmp_path, text.getvalue().encode())
    assert (found.line_count, found.is_closed) == (len(rows), True)


@given(soup=st.lists(st.text(alphabet='"a,\r ', max_size=6), max_size=10))
def test_a_repair_loses_no_line_that_says_anything(soup: list[str]) -> None:
    """Of each row either its cells are kept or its place is named; numbers have no gaps."""
    repaired = io.StringIO(newline="")
    lines = ["x,y\n", *(f"{line}\n" for line in soup)]

    unreadable = list(repair(lines, ",", 2, 0, repaired))

    repaired.seek(0)
    kept = [int(row[0]) for row in csv.reader(repaired)]
    numbers = sorted([*kept, *(row.row_number for row in unreadable)])
    assert numbers == list(range(1, len(numbers) + 1))
    assert bool(numbers) == any(line.strip() for line in soup)
