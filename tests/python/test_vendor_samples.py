"""The shop's own sample export goes through staging unchanged, byte-order mark, hashes and all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.python.conftest import SAMPLE_DATA, Home

SAMPLES = SAMPLE_DATA / "dbt_raw_seeds"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no sample data in {SAMPLES}")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Home:
    home = Home(tmp_path_factory.mktemp("samples"), tmp_path_factory.mktemp("sample raw"))
    shutil.copytree(SAMPLES / "shopify", home.raw / "shopify")
    selected = ["staging.shopify", "staging.reference"]
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


@pytest.mark.parametrize(
    ("table", "staged", "quarantined"),
    [
        ("customers", 4, 0),
        ("orders", 8, 0),
        ("order_lines", 3, 0),
        ("refunds", 5, 0),
        pytest.param("order_line_refunds", 0, 5, id="of refunds that the sample lacks"),
        ("products", 8, 0),
        ("product_variants", 8, 0),
        ("inventory_items", 5, 0),
        ("inventory_levels", 5, 0),
        ("abandoned_checkouts", 3, 0),
    ],
)
def test_every_row_is_accounted_for(
    samples: Home, table: str, staged: int, quarantined: int
) -> None:
    counts = dict(
        samples.rows(
            "select row_status, count(*)"
            f" from staging.int_shopify__{table}_reviewed group by row_status"
        )
    )
    assert counts == {
        status: count
        for status, count in (("staged", staged), ("quarantined", quarantined))
        if count
    }
    assert samples.rows(f"select count(*) from raw.shopify__{table}") == [(staged + quarantined,)]


def test_a_hashed_email_is_no_address_but_is_kept(samples: Home) -> None:
    people = samples.rows(
        """
        select email, email_raw, is_email_verified, cast(created_at as varchar)
        from staging.stg_shopify__people
        where source_record_id = '3589760876641'
        """
    )
    assert people == [
        (None, "021cb20b5c78751fc7ddc091b6b69b3e", True, "2020-09-11 19:35:42"),
    ]
    faults = samples.rows(
        "select count(*) from staging.int_shopify__customers_reviewed where field_faults = 'email'"
    )
    assert faults == [(4,)]


def test_whom_only_a_checkout_names_is_a_person_too(samples: Home) -> None:
    people = samples.rows(
        """
        select account_id, email, phone, first_name, city, country
        from staging.stg_shopify__people
        where source_record_id = '160363'
        """
    )
    assert people == [
        ("shopify:160363", "hernebbe@hr.com", "+13021115311", "dan", "Springfield", "US"),
    ]


def test_orders_are_those_of_the_goods(samples: Home) -> None:
    orders = samples.rows(
        """
        select source_record_id, order_type, currency, gross_amount, discount_amount, net_amount
        from staging.stg_shopify__orders
        where order_id in ('shopify:2674098602081', 'shopify:1000001')
        order by order_id
        """
    )
    assert [(*order[:3], *map(float, order[3:])) for order in orders] == [  # type: ignore[arg-type]
        ("10001", "sale", "USD", 100, 15, 85),
        ("3589760876641", "sale", "GBP", 5.6, 2.8, 2.8),
    ]


def test_variants_are_products_with_a_price_and_a_stock(samples: Home) -> None:
    products = samples.rows(
        """
        select products.sku, prices.price_amount, stock.available_quantity
        from staging.stg_shopify__products as products
        inner join staging.stg_shopify__product_prices as prices using (product_id)
        inner join staging.stg_shopify__product_stock as stock using (product_id)
        where products.product_id = 'sku:ITEM45'
        """
    )
    assert [(sku, float(price), stock) for sku, price, stock in products] == [  # type: ignore[arg-type]
        ("ITEM45", 64.99, 2),
    ]


def test_open_checkouts_are_carts_of_known_visitors(samples: Home) -> None:
    carts = samples.rows(
        """
        select source_record_id, visitor_id, completed_at
        from staging.stg_shopify__carts
        order by cart_id
        """
    )
    assert carts == [
        ("366525", None, None),
        ("121", None, None),
        ("160363", "a111c-30fc-0bb6-a25e-06f201c6035c", None),
    ]
    assert samples.rows("select count(*) from staging.stg_shopify__cart_lines") == [(0,)]
