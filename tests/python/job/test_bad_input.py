"""The whole job on what real exports hold: it ends well, accounts for every row and stays plain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.python.conftest import Home

DAY = "2026-03-10 06:00:00"
NAMES = {
    "p1": 'Bo "the boss" O\'Neill',
    "p2": "=cmd()|'/c calc'!A0",
    "p3": "Zoë 🎉 \u202egnirts",
    "p4": "Line\nbreak",
    "p5": "x" * 5_000,
    "p6": '{"first_name": "braces"}',
}
BIRTHS = {
    "p1": "1980-02-29",
    "p2": "29/02/1980",
    "p3": "29.02.1980",
    "p4": "1980-02-31",
    "p5": "unknown",
    "p6": "1875-01-01",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Three sources at their worst, decided and published for one day."""
    folder = tmp_path_factory.mktemp("bad input")
    home = Home(folder / "home", folder / "raw")
    crm, pos = home.raw / "crm", home.raw / "pos"
    crm.mkdir(parents=True)
    pos.mkdir()
    (crm / "people.csv").write_bytes(people().encode("utf-8-sig"))
    (crm / "consents.csv").write_text("record_id;purpose;channel;topic;status;recorded_at\r\n")
    (pos / "receipt_lines.csv").write_bytes(receipts().encode("cp1252"))
    done = home.batuta("run", "--as-of", DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return home


def people() -> str:
    """Semicolons, CRLF, quotes, embedded newlines, a long address and impossible dates."""
    header = "record_id;customer_number;first_name;email;birth_date;country;created_at"
    rows = [
        ";".join(
            [
                key,
                f"{number}.0",
                quoted(name),
                "a" * 10_000 + "@long.example" if key == "p5" else f"{key}@people.example",
                BIRTHS[key],
                "ES",
                "2026-03-08 10:00:00",
            ]
        )
        for number, (key, name) in enumerate(NAMES.items(), start=1)
    ]
    return "\r\n".join([header, *rows, ""])


def receipts() -> str:
    """Amounts with commas, dates in three formats, and rows that cannot be used."""
    rows = [
        "R1;A1;Crème brûlée;2;2026-03-09 12:00:00;1.234,56;1;Spain",
        "R2;A1;Crème brûlée;1;09/03/2026 13:00;10,5;2;Spain",
        "R3;A1;Crème brûlée;1;09.03.2026 14:00;3;3;Spain",
        "CR4;A1;Crème brûlée;-1;2026-03-09 15:00:00;3;3;Spain",
        "R5;A1;Crème brûlée;1;yesterday;3;4;Spain",
        "R6;A1;Crème brûlée;many;2026-03-09 16:00:00;3;4;Spain",
        ";A1;Crème brûlée;1;2026-03-09 16:00:00;3;4;Spain",
        "R7;A1;Crème brûlée;1;2026-03-09 17:00:00;3;;Spain",
    ]
    header = "Invoice;StockCode;Description;Quantity;InvoiceDate;Price;Customer ID;Country"
    return "\n".join([header, *rows, ""])


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def test_every_row_is_staged_or_stands_in_quarantine_with_its_reason(hostile: Home) -> None:
    counts = hostile.rows(
        """
        select raw_count, staged_count, quarantined_count, superseded_count
        from staging.stg_row_counts
        where raw_count > 0
        order by raw_count
        """
    )
    reasons = hostile.rows("select count(distinct reason) from staging.stg_quarantined_rows")

    assert counts == [(6, 6, 0, 0), (8, 5, 3, 0)]
    assert reasons == [(3,)]


def test_amounts_and_dates_are_read_as_they_were_meant(hostile: Home) -> None:
    orders = hostile.rows(
        """
        select order_id, cast(ordered_at as varchar), cast(net_amount as varchar), order_type
        from activity.fct_orders
        order by order_id
        """
    )
    births = hostile.rows(
        """
        select first_name, cast(birth_date as varchar)
        from customer.dim_customers
        where birth_date is not null
        order by customer_number
        """
    )

    assert orders == [
        ("pos:CR4", "2026-03-09 15:00:00", "-3.0000", "return"),
        ("pos:R1", "2026-03-09 12:00:00", "2469.1200", "sale"),
        ("pos:R2", "2026-03-09 13:00:00", "10.5000", "sale"),
        ("pos:R3", "2026-03-09 14:00:00", "3.0000", "sale"),
        ("pos:R7", "2026-03-09 17:00:00", "3.0000", "sale"),
    ]
    assert [born for _, born in births] == ["1980-02-29"] * 3


def test_what_people_typed_reaches_an_audience_as_text(hostile: Home) -> None:
    audience = hostile.rows("select merge_fields, sentence from delivery.sync_audience_till")
    texts = [json.loads(str(fields)) for fields, _ in audience]

    assert len(audience) >= 4
    # What turns the reading direction is taken out, a line break is a space, the rest is kept.
    kept = {name.replace("\u202e", "").replace("\n", " ") for name in NAMES.values()}
    assert {text["first_name"] for text in texts} <= kept
    assert not any("\n" in str(sentence) for _, sentence in audience)


@pytest.mark.parametrize(
    "as_of",
    [
        pytest.param("1999-01-01 06:00:00", id="before the first fact", marks=pytest.mark.trial),
        pytest.param("2035-01-01 06:00:00", id="long after the last fact"),
    ],
)
def test_a_day_without_facts_is_decided_too(
    hostile: Home, parsed: Path, tmp_path: Path, as_of: str
) -> None:
    home = Home(tmp_path / "home", hostile.raw)
    variables = json.dumps({"as_of": as_of, "publish": True})

    what = ["build", "--exclude-resource-type", "unit_test"]
    done = home.dbt(*what, "--vars", variables, parsed=parsed)
    summary = home.batuta("summary")

    assert done.returncode == 0, done.stdout + done.stderr
    assert summary.returncode == 0, summary.stdout + summary.stderr
    assert "candidates" in summary.stdout
    late = home.rows(
        f"""
        select count(*)
        from arbitration.fct_campaign_decisions
        where triggered_at > timestamp '{as_of}'
        """
    )
    assert late == [(0,)]
