"""Two real years of receipts: what stands in both files counts once, and ten days are decided."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.python.conftest import SAMPLE_DATA, Home

RECEIPTS = SAMPLE_DATA / "online_retail_ii"
# Ten take ten minutes; a run that has less time takes the last few.
DAYS = ["2011-11-30", *(f"2011-12-{day:02}" for day in range(1, 10))]
DAYS = DAYS[-int(os.environ.get("BATUTA_REAL_DAYS", "10")) :]

pytestmark = pytest.mark.skipif(not RECEIPTS.is_dir(), reason=f"no receipts in {RECEIPTS}")


@pytest.fixture(scope="module")
def tills(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Home:
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
        parsed=parsed,
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


@pytest.fixture(scope="module")
def ten_days(tills: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The last days of the receipts, each decided and published after the other."""
    home = Home(tmp_path_factory.mktemp("ten days") / "home", tills.raw)
    done = home.batuta("run", "--as-of", f"{DAYS[0]} 06:00:00", "--through", DAYS[-1])
    assert done.returncode == 0, done.stdout + done.stderr
    return home


@pytest.mark.real
def test_ten_days_are_published_one_after_the_other(ten_days: Home) -> None:
    runs = ten_days.rows(
        """
        select cast(decision_date as varchar), contact_count > 0
        from state.published_runs
        order by decision_date
        """
    )
    assert runs == [(day, True) for day in DAYS]
    selected = ten_days.rows(
        """
        select decision_date, count(*)
        from arbitration.fct_campaign_decisions
        where outcome = 'selected'
        group by decision_date
        order by decision_date
        """
    )
    published = ten_days.rows(
        """
        select contact_date, count(*)
        from state.published_contacts
        group by contact_date
        order by contact_date
        """
    )
    assert selected == published


@pytest.mark.real
def test_tills_get_customers_by_their_number(ten_days: Home) -> None:
    audience = ten_days.rows(
        """
        select count(*), count(*) filter (where not regexp_full_match(contact_point, '[0-9]{5}'))
        from delivery.sync_audience_till
        """
    )[0]
    others = ten_days.rows("select count(*) from delivery.sync_audience_email")

    assert int(str(audience[0])) > 100
    assert audience[1] == 0
    assert others == [(0,)]


@pytest.mark.real
def test_nobody_is_pestered(ten_days: Home) -> None:
    """At most one marketing contact a day, and two at the till in any seven days."""
    most = ten_days.rows(
        """
        with contacts as (
            select customer_id, contact_date
            from state.published_contacts
            where purpose = 'marketing'
        )

        select
            max(day_count),
            max(week_count)
        from (
            select
                first.customer_id,
                first.contact_date,
                count(*) filter (where other.contact_date = first.contact_date) as day_count,
                count(*) as week_count
            from (select distinct * from contacts) as first
            inner join contacts as other
                on
                    first.customer_id = other.customer_id
                    and other.contact_date between first.contact_date - 6 and first.contact_date
            group by first.customer_id, first.contact_date
        )
        """
    )
    assert most == [(1, 2)]


@pytest.mark.real
def test_thanks_go_to_those_who_have_just_bought(ten_days: Home) -> None:
    wrong = ten_days.rows(
        """
        select count(*)
        from state.published_contacts as contacts
        where
            contacts.campaign_id = 'purchase_thanks'
            and not exists (
                select 1
                from staging.int_pos__receipt_lines_reviewed as lines
                where
                    lines.customer_number = contacts.contact_point
                    and lines.quantity > 0
                    and lines.invoice_date < contacts.contact_date + interval 6 hour
                    and lines.invoice_date >= contacts.contact_date - interval 30 day
            )
        """
    )
    thanked = ten_days.rows(
        "select count(*) from state.published_contacts where campaign_id = 'purchase_thanks'"
    )

    assert wrong == [(0,)]
    assert int(str(thanked[0][0])) > 30 * len(DAYS)


@pytest.mark.real
def test_profiles_are_those_of_the_receipts(ten_days: Home) -> None:
    """Orders, net amount and recency of every customer, counted by pandas from the raw files."""
    expected = counted_from_receipts(pd.Timestamp("2011-12-09 06:00:00"))
    profiles = pd.DataFrame(
        ten_days.rows(
            """
            select customer_number, order_count, cast(net_amount as double), recency_days
            from customer.dim_customers
            inner join behaviour.dim_customer_profiles using (customer_id)
            """
        ),
        columns=["customer_number", "order_count", "net_amount", "recency_days"],
    ).set_index("customer_number")

    assert set(profiles.index) == set(expected.index)
    compared = profiles.join(expected.add_suffix("_expected"))
    different = compared[
        (compared["order_count"] != compared["order_count_expected"])
        | ((compared["net_amount"] - compared["net_amount_expected"]).abs() > 0.005)
        | ~(
            (compared["recency_days"] == compared["recency_days_expected"])
            | (compared["recency_days"].isna() & compared["recency_days_expected"].isna())
        )
    ]
    assert different.empty, different.head().to_string()
    assert len(compared) > 5_900


def counted_from_receipts(as_of: pd.Timestamp) -> pd.DataFrame:
    """What a person with the two files and pandas would say of each customer."""
    first, second = (
        pd.read_parquet(file).rename(
            columns={"InvoiceNo": "Invoice", "UnitPrice": "Price", "CustomerID": "Customer ID"}
        )
        for file in sorted(RECEIPTS.glob("*.parquet"))
    )
    first = first[~first["Invoice"].isin(second["Invoice"])]
    lines = pd.concat([first, second])
    lines = lines[lines["Customer ID"].notna() & (lines["InvoiceDate"] <= as_of)]
    lines["customer_number"] = lines["Customer ID"].astype(int).astype(str)
    is_cancellation = lines["Invoice"].str.startswith("C")
    quantity = lines["Quantity"].where(~is_cancellation, -lines["Quantity"].abs())
    lines["net_amount"] = quantity * lines["Price"]
    lines["is_sold"] = ~is_cancellation & (quantity > 0)
    receipts = (
        lines.groupby(["customer_number", "Invoice"])
        .agg(ordered_at=("InvoiceDate", "min"), is_sold=("is_sold", "any"))
        .reset_index()
    )
    sales = receipts[receipts["is_sold"]].groupby("customer_number")
    counted = lines.groupby("customer_number").agg(net_amount=("net_amount", "sum"))
    counted["order_count"] = sales["Invoice"].count()
    counted["recency_days"] = (as_of.normalize() - sales["ordered_at"].max().dt.normalize()).dt.days
    return counted.fillna({"order_count": 0})
