"""The raw files have the vendors' headers, every format, and times inside the span."""

from __future__ import annotations

import pytest

from tests.python.python_hooks.demo.conftest import Company

HEADERS = {
    ("shopify", "customers"): "id first_name last_name email phone state orders_count total_spent "
    "created_at updated_at accepts_marketing tax_exempt verified_email default_address_id "
    "_fivetran_synced",
    ("shopify", "orders"): "id email currency subtotal_price total_price created_at updated_at "
    "shipping_address_phone shipping_address_zip customer_id financial_status processed_at "
    "cancelled_at total_discounts total_line_items_price cart_token test _fivetran_synced",
    ("shopify", "order_lines"): "order_id id product_id variant_id name title vendor price "
    "quantity sku total_discount _fivetran_synced",
    ("shopify", "refunds"): "id created_at processed_at order_id _fivetran_synced",
    ("shopify", "order_line_refunds"): "id refund_id restock_type quantity order_line_id subtotal",
    ("shopify", "products"): "id title handle product_type vendor created_at updated_at "
    "published_at _fivetran_deleted _fivetran_synced",
    ("shopify", "product_variants"): "product_id id inventory_item_id compare_at_price "
    "inventory_quantity price sku updated_at _fivetran_synced",
    ("shopify", "inventory_items"): "id sku tracked _fivetran_synced",
    ("shopify", "inventory_levels"): "id inventory_item_id location_id updated_at _fivetran_synced",
    ("shopify", "abandoned_checkouts"): "id abandoned_checkout_url cart_token closed_at "
    "completed_at created_at currency customer_id email line_items subtotal_price total_price "
    "updated_at",
    ("klaviyo", "person"): "ID UPDATED CREATED _FIVETRAN_DELETED FIRST_NAME LAST_NAME TIMEZONE "
    "PHONE_NUMBER COUNTRY ZIP CITY EMAIL CUSTOM_CONSENT CUSTOM_CONSENT_TIMESTAMP CUSTOM_BIRTHDAY",
    ("klaviyo", "event"): "ID PERSON_ID CAMPAIGN_ID FLOW_ID DATETIME TIMESTAMP METRIC_ID TYPE "
    "PROPERTY_SUBJECT PROPERTY_CAMPAIGN_NAME PROPERTY_BOUNCE_TYPE PROPERTY_EMAIL "
    "PROPERTY_TO_NUMBER _FIVETRAN_SYNCED",
    ("klaviyo", "metric"): "ID NAME CREATED UPDATED",
    ("klaviyo", "campaign"): "ID SUBJECT NAME STATUS SENT_AT",
    ("klaviyo", "flow"): "ID NAME STATUS",
    ("segment", "pages"): "id anonymous_id user_id received_at sent_at timestamp url path title "
    "referrer context_campaign_source context_campaign_medium context_campaign_name "
    "context_user_agent",
    ("segment", "identifies"): "id anonymous_id user_id email phone received_at timestamp "
    "context_device_token",
    ("segment", "product_viewed"): "id anonymous_id user_id received_at timestamp event "
    "context_device_type product_id sku name category brand",
    ("segment", "product_added"): "id anonymous_id user_id product_id quantity cart_id",
    ("segment", "product_removed"): "id anonymous_id user_id product_id quantity cart_id",
    ("segment", "checkout_started"): "id anonymous_id user_id cart_id",
    ("segment", "order_completed"): "id anonymous_id user_id cart_id order_id",
    ("segment", "products_searched"): "id anonymous_id user_id query",
    ("zendesk", "user"): "id created_at email external_id locale name phone role time_zone "
    "updated_at verified active",
    ("zendesk", "ticket"): "id created_at requester_id status subject tags updated_at via_channel",
    ("zendesk", "ticket_chat"): "chat_id ticket_id user_id visitor_id tags",
    ("zendesk", "ticket_chat_event"): "chat_id created_at actor_id chat_index message type",
    ("pos", "receipt_lines"): "Invoice|StockCode|Description|Quantity|InvoiceDate|Price|"
    "Customer ID|Country",
    ("crm", "people"): "record_id customer_number first_name last_name email phone birth_date "
    "gender street city postal_code country language time_zone created_at updated_at",
    ("crm", "consents"): "record_id purpose channel topic status recorded_at",
    ("crm", "preferences"): "record_id preference value recorded_at",
    ("interactions", "touches"): "interaction_id record_id customer_number email phone "
    "visitor_id touchpoint action subject_type subject_id started_at duration_seconds source "
    "medium campaign",
}


@pytest.mark.parametrize("table", HEADERS, ids=".".join)
def test_headers_are_the_vendors(company: Company, table: tuple[str, str]) -> None:
    text = HEADERS[table]
    wanted = set(text.split("|") if "|" in text else text.split())
    found = company.connection.execute(f"select * from {company.table(*table)} limit 0").description
    assert wanted <= {column[0] for column in found}


def test_every_raw_table_is_there_and_no_other(company: Company) -> None:
    assert set(company.made.rows) == set(HEADERS)
    assert all(company.made.rows.values())


def test_every_format_and_habit_is_met(company: Company) -> None:
    raw = company.made.raw
    assert {path.suffix for path in raw.rglob("*.*")} == {".parquet", ".csv", ".ndjson"}
    people = (raw / "crm" / "people" / "part-0001.csv").read_bytes()
    assert people.startswith(b"\xef\xbb\xbf") and b"\r\n" in people
    by_hand = next((raw / "pos" / "receipt_lines").glob("by-hand-*")).read_bytes()
    assert by_hand.startswith(b"Invoice;StockCode;") and any(byte > 127 for byte in by_hand)


@pytest.mark.parametrize(
    "table, column",
    [
        (("shopify", "orders"), "created_at"),
        (("shopify", "refunds"), "created_at"),
        (("shopify", "abandoned_checkouts"), "created_at"),
        (("pos", "receipt_lines"), '"InvoiceDate"'),
        (("klaviyo", "event"), '"DATETIME"'),
        (("segment", "pages"), "timestamp"),
        (("segment", "product_viewed"), "timestamp"),
        (("segment", "product_added"), "timestamp"),
        (("segment", "order_completed"), "timestamp"),
        (("zendesk", "ticket_chat_event"), "created_at"),
        (("interactions", "touches"), "started_at"),
    ],
    ids=str,
)
def test_facts_happen_inside_the_span(
    company: Company, table: tuple[str, str], column: str
) -> None:
    first, last = company.rows(
        f"""
        select
            min(try_cast({column} as timestamp)) >= timestamp '2025-11-23',
            max(try_cast({column} as timestamp)) < timestamp '2026-07-01'
        from {company.table(*table, delivery="part-*")}
        """
    )[0]
    assert first and last


def test_orders_are_the_sum_of_their_lines(company: Company) -> None:
    orders = company.table("shopify", "orders", "part-*")
    lines = company.table("shopify", "order_lines", "part-*")
    assert (
        company.one(
            f"""
        with sums as (
            select order_id, sum(price * quantity) as gross, sum(total_discount) as discount
            from {lines} where id is not null and quantity is not null group by order_id
        )
        select count(*) from {orders} as orders inner join sums on orders.id = sums.order_id
        where abs(gross - total_line_items_price) > 0.005 or abs(discount - total_discounts) > 0.005
        """
        )
        == 0
    )


def test_most_checkouts_left_say_what_is_in_them(company: Company) -> None:
    checkouts = company.table("shopify", "abandoned_checkouts", "part-*")
    added = company.table("segment", "product_added", "part-*")
    found = company.rows(
        f"""
        with items as (
            select id, cart_token, total_price,
                unnest(cast(json_extract(line_items, '$[*]') as varchar[])) as item
            from {checkouts}
        ),
        sums as (
            select id, sum((item ->> 'price')::decimal(9, 2) * (item ->> 'quantity')::int) as worth,
                count(added.sku) = count(*) as is_as_tracked
            from items left join (select distinct cart_id, sku from {added}) as added
                on items.cart_token = added.cart_id and (items.item ->> 'sku') = added.sku
            group by id
        )
        select count(sums.id) > 0.5 * count(*),
            count_if(abs(sums.worth - checkouts.total_price) > 0.005),
            count_if(not sums.is_as_tracked)
        from {checkouts} as checkouts left join sums on checkouts.id = sums.id
        """
    )
    assert found == [(True, 0, 0)]


def test_prices_and_stock_have_a_history(company: Company) -> None:
    variants = company.table("shopify", "product_variants")
    levels = company.table("shopify", "inventory_levels")
    assert company.one(f"select count(distinct price) from {variants} where sku = 'RUN1000'") > 1
    assert company.one(f"select count(*) from {levels} where available = '0'") > 20
    assert company.one(f"select count(*) from {variants} where compare_at_price is not null") > 20
