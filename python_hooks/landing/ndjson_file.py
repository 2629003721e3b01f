"""A raw file with one JSON object per line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from python_hooks.landing import sql
from python_hooks.landing.declared import RawTable
from python_hooks.landing.rows import CopyRows, DeliveryProblem, Rows, UnreadableRow
from python_hooks.landing.text_encoding import UTF_8, is_packed, read_lines
from python_hooks.landing.text_scan import scan_text

# No JSON text may hold this character unescaped, so that nothing splits a line.
UNIT_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class NdjsonFile:
    """A file of JSON lines, and the pointers to the fields that its objects have.

    utf8_path  the file itself, or a copy of it in UTF-8
    """

    utf8_path: Path
    headers: tuple[str, ...]
    pointers: tuple[str, ...]

    def copy(
        self, copy_rows: CopyRows, work: Path, connection: duckdb.DuckDBPyConnection
    ) -> tuple[int, tuple[UnreadableRow, ...]]:
        """Land strings as they are, and all else as its JSON text."""
        lines = _lines(self.utf8_path)
        relation = f"(select * from {lines} where is_object)"
        texts = (f"json_extract_string(line, {sql.text(pointer)})" for pointer in self.pointers)
        count = copy_rows(Rows(relation, tuple(texts), "line_number"))
        unreadable = connection.execute(
            f"select line_number from {lines} where not is_object order by line_number"
        ).fetchall()
        return count, tuple(
            UnreadableRow(number, f"line {number}: not a JSON object") for (number,) in unreadable
        )


def open_ndjson(
    path: Path, table: RawTable, work: Path, connection: duckdb.DuckDBPyConnection
) -> NdjsonFile:
    """Ask every line for its fields, for a connector leaves out what is null."""
    scan = scan_text(path, has_quotes=False)
    utf8_path = path
    if scan.encoding != UTF_8 or scan.line_end != "\n":
        utf8_path = work / f"{table.source_name}__{table.name}__{path.name}.ndjson"
        with utf8_path.open("w", encoding=UTF_8, errors="replace", newline="") as stream:
            stream.writelines(
                line.rstrip("\r\n") + "\n" for line in read_lines(path, scan.encoding)
            )
    found = connection.execute(
        "select distinct unnest(json_keys(line)) as field"
        f" from {_lines(utf8_path)} where is_object order by field"
    ).fetchall()
    fields = [field for (field,) in found]
    _check_all_lines_read(utf8_path, connection)
    if scan.line_count and not fields:
        raise DeliveryProblem("expected a JSON object on each line, found none")
    pointers = {field: "/" + _escape(field) for field in fields}
    for alias in (alias for column in table.columns for alias in column.aliases):
        first, *rest = alias.split(".")
        if rest and first in pointers:
            pointers[alias] = "/" + "/".join(map(_escape, alias.split(".")))
    return NdjsonFile(utf8_path, tuple(pointers), tuple(pointers.values()))


def _check_all_lines_read(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    expected = scan_text(path, has_quotes=False).line_count
    (count,) = connection.execute(f"select count(line) from {_text_lines(path)}").fetchall()[0]
    if count != expected:
        raise DeliveryProblem(f"expected {expected} lines, could read {count}")


def _lines(path: Path) -> str:
    """Line, its number, and whether it is an object; blank lines say nothing."""
    return (
        "(select line, line_number,"
        " case when json_valid(line) then json_type(line) = 'OBJECT' else false end as is_object"
        f" from (select line, row_number() over () as line_number from {_text_lines(path)})"
        " where trim(line) <> '')"
    )


def _text_lines(path: Path) -> str:
    compression = "gzip" if is_packed(path) else "none"
    return (
        f"read_csv({sql.file(path)}, auto_detect = false, header = false, quote = '', escape = '',"
        f" delim = '{UNIT_SEPARATOR}', new_line = '\\n', columns = {{line: 'VARCHAR'}},"
        f" compression = '{compression}')"
    )


def _escape(field: str) -> str:
    return field.replace("~", "~0").replace("/", "~1")
