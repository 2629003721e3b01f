"""On the last day there is something to say to a sensible share of the customers."""

from __future__ import annotations

from tests.python.python_hooks.demo.conftest import Company

END = "timestamp '2026-07-01 00:00:00'"


def test_fresh_carts_wait(company: Company) -> None:
    fresh = company.one(
        f"""
        select count(*) from {company.table("shopify", "abandoned_checkouts")}
        where completed_at is null and created_at > {END} - interval 3 day
            and (customer_id is not null or email is not null)
        """
    )
    assert 0.004 * company.made.customers < fresh < 0.06 * company.made.customers


def test_some_have_looked_long_lately(company: Company) -> None:
    lookers = company.one(
        f"""
        select count(*) from (
            select user_id from {company.table("segment", "product_viewed", "part-*")}
            where timestamp > {END} - interval 3 day and user_id is not null
            group by user_id, category having count(*) >= 5
        )
        """
    )
    assert lookers >= 3


def test_some_came_back_after_their_order_a_week_ago(company: Company) -> None:
    assert (
        company.one(
            f"""
        select count(*) from {company.table("shopify", "orders", "part-*")}
        where created_at between {END} - interval 14 day and {END} - interval 7 day
        """
        )
        > 10
    )


def test_birthdays_new_customers_and_lapsed_ones(company: Company) -> None:
    people = company.table("crm", "people", "part-*")
    birthdays = company.one(
        f"""
        select count(*) from {people}
        where strftime(try_cast(birth_date as date), '%m-%d') between '06-24' and '06-30'
        """
    )
    newcomers = company.one(
        f"""
        select count(*) from {people}
        where try_cast(created_at as timestamp) > {END} - interval 14 day
        """
    )
    lapsed = company.one(
        f"""
        select count(*) from (
            select "Customer ID" from {company.table("pos", "receipt_lines", "part-*")}
            where "Customer ID" is not null
            group by 1 having max("InvoiceDate") < {END} - interval 120 day
        )
        """
    )
    assert birthdays > 5 and newcomers > 5 and lapsed > 20


def test_some_buy_the_same_again_and_again(company: Company) -> None:
    regulars = company.one(
        f"""
        select count(*) from (
            select customer_id, sku
            from {company.table("shopify", "orders", "part-*")} as orders
            inner join {company.table("shopify", "order_lines", "part-*")} as lines
                on orders.id = lines.order_id
            where customer_id is not null
            group by all having count(distinct orders.created_at) >= 4
        )
        """
    )
    assert regulars > 20


def test_the_till_has_known_and_anonymous_baskets(company: Company) -> None:
    known, anonymous = company.rows(
        f"""
        select
            count(distinct "Invoice") filter (where "Customer ID" is not null),
            count(distinct "Invoice") filter (where "Customer ID" is null)
        from {company.table("pos", "receipt_lines", "part-*")}
        """
    )[0]
    assert isinstance(known, int) and isinstance(anonymous, int)
    assert known > 100 and anonymous > 0.2 * known


def test_saturday_is_the_tills_best_day_and_evening_the_shops_best_hours(company: Company) -> None:
    best = company.rows(
        f"""
        select dayname("InvoiceDate") from {company.table("pos", "receipt_lines", "part-*")}
        group by 1 order by count(*) desc limit 1
        """
    )
    assert best == [("Saturday",)]
    evening, night = company.rows(
        f"""
        select count(*) filter (where hour(created_at) between 17 and 21),
            count(*) filter (where hour(created_at) between 1 and 5)
        from {company.table("shopify", "orders", "part-*")}
        """
    )[0]
    assert isinstance(evening, int) and isinstance(night, int) and evening > 5 * night


def test_a_few_products_are_new_and_were_not_sold_before(company: Company) -> None:
    early, new = company.rows(
        f"""
        with products as (
            select distinct variants.sku, cast(products.created_at as timestamp) as created_at
            from {company.table("shopify", "products")} as products
            inner join {company.table("shopify", "product_variants")} as variants
                on products.id = variants.product_id
            where cast(products.created_at as timestamp) > {END} - interval 10 day
        )
        select
            count(*) filter ("InvoiceDate" < created_at),
            count(distinct sku)
        from products
        left join {company.table("pos", "receipt_lines", "part-*")} as receipts
            on products.sku = receipts."StockCode"
        """
    )[0]
    assert early == 0
    assert 5 < int(str(new)) < 50
