"""Two real years of receipts go through staging: what stands in both files counts once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.python.conftest import ROOT, Home

DATA = Path(os.environ.get("BATUTA_SAMPLE_DATA", ROOT.parent / "shared" / "data"))
RECEIPTS = DATA / "online_retail_ii"

pytestmark = pytest.mark.skipif(not RECEIPTS.is_dir(), reason=f"no receipts in {RECEIPTS}")


@pytest.fixture(scope="module")
def tills(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("tills"), tmp_path_factory.mktemp("tills raw"))
    folder = home.raw / "pos" / "receipt_lines"
    folder.mkdir(parents=True)
    for file in sorted(RECEIPTS.glob("*.parquet")):
        shutil.copy(file, folder / file.name)
    selected = ["staging.pos", "staging.reference", "identifier_rules"]
    built = home.dbt(
        "build",
        "--exclude-resource-type",
        "unit_test",
        "--indirect-selection",
        "cautious",
        "--select",
        *selected,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return home


def test_every_line_is_accounted_for(tills: Home) -> None:
    counts = dict(
        tills.rows(
            """
            select row_status, count(*)
            from staging.int_pos__receipt_lines_reviewed
            group by row_status
            """
        )
    )
    assert counts == {"staged": 1_044_847, "superseded": 22_523}
    assert tills.rows("select count(*) from raw.pos__receipt_lines") == [(1_067_370,)]
    assert tills.rows("select count(*) from staging.stg_pos__order_lines") == [(1_044_847,)]


def test_the_days_that_both_files_hold_count_once(tills: Home) -> None:
    twice = tills.rows(
        """
        select count(*)
        from (
            select invoice
            from staging.int_pos__receipt_lines_reviewed
            where row_status = 'staged'
            group by invoice
            having count(distinct _delivery_number) > 1
        )
        """
    )
    assert twice == [(0,)]
    first, last = tills.rows(
        """
        select cast(min(invoice_date) as varchar), cast(max(invoice_date) as varchar)
        from staging.int_pos__receipt_lines_reviewed
        where row_status = 'superseded'
        """
    )[0]
    assert str(first) >= "2010-12-01"
    assert str(last) < "2010-12-10"


def test_customer_numbers_of_both_files_are_one_name_space(tills: Home) -> None:
    assert tills.rows("select count(*) from staging.stg_pos__people") == [(5_942,)]
    people = tills.rows(
        """
        select customer_number, country
        from staging.stg_pos__people
        where customer_number in ('12346', '17850')
        order by customer_number
        """
    )
    assert people == [("12346", "GB"), ("17850", "GB")]


def test_receipts_are_sales_and_returns(tills: Home) -> None:
    orders = dict(
        tills.rows("select order_type, count(*) from staging.stg_pos__orders group by order_type")
    )
    assert orders == {"sale": 41_943, "return": 11_685}


def test_codes_that_are_no_products_are_not_active(tills: Home) -> None:
    codes = tills.rows("select sku from staging.stg_pos__products where not is_active order by sku")
    assert ("POST",) in codes
    assert ("BANK CHARGES",) in codes
    assert ("85123A",) not in codes
