from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from python_hooks.landing import sql
from python_hooks.landing.convert import convert, prepare
from python_hooks.landing.declared import RawColumn, RawTable
from python_hooks.landing.discovery import Delivery

LandedCsv = Callable[[bytes], list[tuple[Any, ...]]]
PLAIN = b"invoice,quantity\n1,2\n3,4\n"
ROWS = [("1", "2"), ("3", "4")]


@pytest.fixture
def landed_csv(house: Any) -> LandedCsv:
    """The invoice and quantity of each row that a receipt file of these bytes is landed as."""

    def landed(content: bytes) -> list[tuple[Any, ...]]:
        house.put("pos/receipt_lines.csv", content)
        house.land()
        return house.rows("pos/receipt_lines", ["invoice", "quantity"])

    return landed


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN, id="as it should be"),
        pytest.param(b"\xef\xbb\xbf" + PLAIN, id="a byte-order mark"),
        pytest.param(PLAIN.replace(b"\n", b"\r\n"), id="lines that end as on Windows"),
        pytest.param(PLAIN.replace(b"\n", b"\r"), id="lines that end as on old Macs"),
        pytest.param(PLAIN.replace(b"\n", b"\r\n", 1), id="lines that end in two ways"),
        pytest.param(PLAIN.rstrip(), id="no line end after the last row"),
        pytest.param(PLAIN.replace(b",", b";"), id="semicolons"),
        pytest.param(PLAIN.replace(b",", b"\t"), id="tabs"),
        pytest.param(PLAIN.replace(b",", b"|"), id="bars"),
        pytest.param(b"sep=;\r\n" + PLAIN.replace(b",", b";"), id="Excel names the delimiter"),
        pytest.param(b'"invoice","quantity"\n"1","2"\n"3","4"\n', id="everything in quotes"),
        pytest.param(b'invoice,quantity\n1, "2"\n3, "4"\n', id="a blank before a quote"),
        pytest.param(b"INVOICE_NO,Quantity\n1,2\n3,4\n", id="upper-case headers and an alias"),
        pytest.param(b"id,quantity,x,Invoice No\n9,2,,1\n9,4,y,3\n", id="another order, and more"),
        pytest.param(b"invoice,quantity\n\n1,2\n\n3,4\n\n", id="blank lines"),
        pytest.param(b"invoice,quantity\n1,2,\n3,4,\n", id="a delimiter at the end of each row"),
        pytest.param(PLAIN.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(b"invoice,invoiceno,quantity\n1,9,2\n,3,4\n", id="two headers of one column"),
    ],
)
def test_reads_what_programs_export(landed_csv: LandedCsv, content: bytes) -> None:
    assert landed_csv(content) == ROWS


@pytest.mark.parametrize(
    "content, expected",
    [
        pytest.param(b"invoice,quantity\n", [], id="a header and no rows"),
        pytest.param(b"invoice,quantity", [], id="a header and not even a line end"),
        pytest.param(
            b'invoice,quantity\n"a\nb","c ""d"", e"\n',
            [("a\nb", 'c "d", e')],
            id="embedded newlines and quotes",
        ),
        pytest.param(
            b"invoice,quantity\n  ,\t\n\xc2\xa0,x\n",
            [(None, None), (None, "x")],
            id="blank cells are null",
        ),
        pytest.param(b"invoice,quantity\n a ,b\n", [(" a ", "b")], id="other blanks are kept"),
        pytest.param(
            "invoice,quantity\nJosé,€ 5\n".encode("cp1252"), [("José", "€ 5")], id="Latin-1"
        ),
        pytest.param(
            "invoice,quantity\nJosé,1\n".encode() + "Zoë,2\n".encode("latin-1"),
            [("José", "1"), ("Zoë", "2")],
            id="UTF-8 with one row of Latin-1",
        ),
        pytest.param(
            b"invoice,quantity\n1,\x81\n", [("1", "\x81")], id="a byte that is no character"
        ),
        pytest.param(
            b"invoice,quantity\n" + b"x" * 10_000 + b"@example.com,1\n",
            [("x" * 10_000 + "@example.com", "1")],
            id="an e-mail of 10 kB",
        ),
        pytest.param(
            b"invoice,quantity\n1," + b"y" * 3_000_000 + b"\n",
            [("1", "y" * 3_000_000)],
            id="a cell of 3 MB",
        ),
        pytest.param(
            "invoice,quantity\n=cmd()|'x'!A1,🛍️ \u202eabc\n".encode(),
            [("=cmd()|'x'!A1", "🛍️ \u202eabc")],
            id="formulas, emoji and right-to-left marks are text",
        ),
    ],
)
def test_keeps_what_cells_say(
    landed_csv: LandedCsv, content: bytes, expected: list[tuple[str | None, ...]]
) -> None:
    assert landed_csv(content) == expected


def test_unpacks_gzip(house: Any) -> None:
    house.put("pos/receipt_lines.csv.gz", gzip.compress(PLAIN))
    house.land()
    assert house.rows("pos/receipt_lines", ["invoice", "quantity"]) == ROWS


@pytest.mark.parametrize(
    "body, landed, unreadable",
    [
        pytest.param(
            "1,2\n3,4,5\n6,7\n",
            [(1, "1", "2"), (3, "6", "7")],
            [("2", "line 3: 3 cells, expected 2")],
            id="too many cells",
        ),
        pytest.param(
            "1,2\n3\n6,7\n",
            [(1, "1", "2"), (3, "6", "7")],
            [("2", "line 3: 1 cells, expected 2")],
            id="too few cells",
        ),
        pytest.param(
            '1,"2\n3,4\n6,7\n',
            [(2, "3", "4"), (3, "6", "7")],
            [("1", "line 2: a quote is never closed")],
            id="a quote that is never closed costs one row",
        ),
        pytest.param(
            '1,"2\n3,4\n6,"7"\n8,9\n',
            [(2, "3", "4"), (3, "6", "7"), (4, "8", "9")],
            [("1", "line 2: ',' expected after '\"'")],
            id="a quote that a later row seems to close",
        ),
        pytest.param(
            '1,"a"b"\n3,4\n',
            [(2, "3", "4")],
            [("1", "line 2: ',' expected after '\"'")],
            id="a quote inside quotes",
        ),
        pytest.param(
            '1,"a\nb"\n3\n"c\nd",4\n',
            [(1, "1", "a\nb"), (3, "c\nd", "4")],
            [("2", "line 4: 1 cells, expected 2")],
            id="lines are counted, and embedded newlines are not rows",
        ),
    ],
)
def test_no_row_is_lost_silently(
    house: Any, body: str, landed: list[tuple[Any, ...]], unreadable: list[tuple[Any, ...]]
) -> None:
    house.put("pos/receipt_lines.csv", "invoice,quantity\n" + body)

    (delivery,) = house.land().deliveries

    assert house.rows("pos/receipt_lines", ["_row_number", "invoice", "quantity"]) == landed
    assert house.rows("landing/unreadable_rows", ["row_number", "reason"]) == unreadable
    assert delivery.row_count == len(landed) + len(unreadable)
    assert delivery.unreadable_count == len(unreadable)


def test_embedded_lines_that_look_like_rows_are_no_rows(house: Any) -> None:
    cell = "\n".join(["9,9"] * 1000)
    row = f'1,"{cell}"\n'
    house.put("pos/receipt_lines.csv", "invoice,quantity\n" + row * 5000)

    (delivery,) = house.land().deliveries

    assert (delivery.row_count, delivery.unreadable_count) == (5000, 0)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any]]:
    folder = tmp_path_factory.mktemp("csv")
    with sql.connect(folder / "spill") as connection:
        yield folder, connection


TABLE = RawTable("s", "t", ("t",), (RawColumn("a"), RawColumn("b"), RawColumn("c")))
CELLS = st.text() | st.text(alphabet="\",;\t|\r\n '\\a1\ufeff")


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_cell_comes_through(
    workshop: tuple[Path, Any],
    rows: list[tuple[str, str, str]],
    delimiter: str,
    line_end: str,
    encoding: str,
) -> None:
    folder, connection = workshop
    text = io.StringIO(newline="")
    # Only where nothing is quoted without need is a bare carriage return ambiguous.
    is_ambiguous = any("\r" in cell for row in rows for cell in row)
    quoting = csv.QUOTE_ALL if is_ambiguous else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerows([("a", "b", "c"), *rows])
    path = folder / "t.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    target = folder / "t.parquet"

    prepared = prepare(Delivery(TABLE, path, 1), folder, connection)
    count, unreadable = convert(prepared, target, folder, connection)

    landed = duckdb.read_parquet(str(target)).order("_row_number").select("a", "b", "c").fetchall()
    assert (count, unreadable) == (len(rows), ())
    assert landed == [tuple(map(_blank_is_null, row)) for row in rows]


def _blank_is_null(cell: str) -> str | None:
    return cell if cell.strip(" \t\n\x0b\x0c\r\xa0") else None
