"""The web shop's tables: customers, orders, lines, refunds (raw schema of shopify)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import Accounts, shop_id
from python_hooks.demo.arrays import (
    DAY,
    Column,
    Flags,
    Floats,
    Ints,
    as_column,
    blank,
    choose,
    money,
    pick,
    position,
    same,
    stamps,
    stream,
    text,
)
from python_hooks.demo.baskets import CODES, Baskets
from python_hooks.demo.catalogue import Catalogue
from python_hooks.demo.people import People
from python_hooks.demo.places import COUNTRIES
from python_hooks.demo.purchases import Purchases
from python_hooks.demo.scribe import (
    clean_phone,
    email_of,
    write_down,
)

ID_STEP = 100_000_000


@dataclass(frozen=True)
class ShopOrders:
    """Online orders with their keys; `account` is -1 where a guest checked out."""

    purchases: Purchases
    baskets: Baskets
    order_id: Ints
    account: Ints  # 0 first, 1 second account
    total: Floats


def open_orders(
    seed: int, block: int, accounts: Accounts, purchases: Purchases, baskets: Baskets
) -> ShopOrders:
    """Give online orders their numbers and the account each was placed with."""
    rng = stream(seed, "shop orders", block)
    person, at = purchases.person, purchases.bought_at
    account = np.where(accounts.shop_since[person] <= at, 0, -1)
    second = (accounts.second_shop_since[person] <= at) & (rng.random(len(person)) < 0.5)
    account = np.where(second, 1, account)
    account = np.where(rng.random(len(person)) < 0.03, -1, account)
    number = np.arange(len(person), dtype=np.int64)
    gross = baskets.per_order(baskets.gross, len(person))
    return ShopOrders(
        purchases,
        baskets,
        5_000_000_000_000 + block * ID_STEP + number,
        account,
        money(gross - baskets.per_order(baskets.discount, len(person))),
    )


def order_table(seed: int, block: int, people: People, orders: ShopOrders) -> pa.Table:
    """shopify.orders: one row per online order."""
    rng = stream(seed, "shop order rows", block)
    place, at = orders.purchases.person, orders.purchases.bought_at
    count = len(place)
    country = people.country[place]
    rate = np.array([land.currency_rate for land in COUNTRIES])[country]
    gross = orders.baskets.per_order(_priced(orders, rate), count)
    discount = orders.baskets.per_order(_discounted(orders, rate), count)
    net = money(gross - discount)
    shipping = np.where(net < 40 * rate, money(3.95 * rate), 0.0)
    cancelled = rng.random(count) < 0.015
    written = write_down(rng, people, place, at, 0.01)
    phone = clean_phone(people, place, rng.random(count) < 0.5)
    updated = at + 7200 + (rng.exponential(2.0, count) * DAY).astype(np.int64)
    code = orders.baskets.code
    return pa.table(
        {
            "id": as_column(orders.order_id),
            "note": blank(
                pick(
                    ["", "Please leave with a neighbour", "Es un regalo, sin factura"],
                    rng.integers(0, 3, count),
                ),
                rng.random(count) < 0.95,
            ),
            "email": order_email(people, place, orders.account),
            "taxes_included": as_column(np.ones(count, dtype=bool)),
            "currency": pick([land.currency for land in COUNTRIES], country),
            "subtotal_price": as_column(net),
            "total_tax": as_column(money(net * 0.1736)),
            "total_price": as_column(money(net + shipping)),
            "created_at": stamps(at),
            "updated_at": stamps(updated),
            "name": text("#", orders.order_id % 10**10),
            "shipping_address_name": text(written.first_name, " ", written.last_name),
            "shipping_address_first_name": written.first_name,
            "shipping_address_last_name": written.last_name,
            "shipping_address_phone": phone,
            "shipping_address_address_1": written.street,
            "shipping_address_city": written.city,
            "shipping_address_country": pick([land.name for land in COUNTRIES], country),
            "shipping_address_country_code": pick([land.code for land in COUNTRIES], country),
            "shipping_address_zip": written.postal_code,
            "customer_id": account_id(people, place, orders.account),
            "number": as_column(orders.order_id % 10**10),
            "order_number": as_column(orders.order_id % 10**10 + 1000),
            "financial_status": choose(
                cancelled,
                same("voided", count),
                same("paid", count),
            ),
            "fulfillment_status": blank(same("fulfilled", count), cancelled),
            "processed_at": stamps(at),
            "cancel_reason": blank(
                pick(["customer", "inventory"], rng.integers(0, 2, count)), ~cancelled
            ),
            "cancelled_at": stamps(at + 5400, ~cancelled),
            "total_discounts": as_column(discount),
            "total_line_items_price": as_column(gross),
            "source_name": pick(["web", "app"], (rng.random(count) < 0.15).astype(np.int64)),
            "buyer_accepts_marketing": as_column(rng.random(count) < 0.6),
            "token": text("t", orders.order_id),
            "cart_token": cart_token(orders.order_id),
            "checkout_token": text("k", orders.order_id),
            "test": as_column(np.zeros(count, dtype=bool)),
            "landing_site_base_url": choose(
                code >= 0,
                text("/?discount=", pick(CODES, np.maximum(code, 0))),
                same("/", count),
            ),
            "_fivetran_synced": stamps(updated + 3600),
        }
    )


def cart_token(number: Ints) -> Column:
    """The key of a cart, the same in the shop and in the web tracking."""
    return text("cart-", number)


def line_table(people: People, orders: ShopOrders, catalogue: Catalogue, block: int) -> pa.Table:
    """shopify.order_lines: one row per line of an online order."""
    baskets = orders.baskets
    count = len(baskets.order)
    rate = np.array([land.currency_rate for land in COUNTRIES])[
        people.country[orders.purchases.person]
    ]
    title = pick(catalogue.title, baskets.product)
    return pa.table(
        {
            "order_id": as_column(orders.order_id[baskets.order]),
            "id": as_column(line_id(block, np.arange(count, dtype=np.int64))),
            "product_id": as_column(4_506_000_000_000 + baskets.product),
            "variant_id": as_column(31_879_000_000_000 + baskets.product),
            "name": title,
            "title": title,
            "vendor": pick(catalogue.brand, baskets.product),
            "price": as_column(money(baskets.unit_price * rate[baskets.order])),
            "quantity": as_column(baskets.quantity),
            "sku": pick(catalogue.sku, baskets.product),
            "gift_card": as_column(np.zeros(count, dtype=bool)),
            "index": as_column(position(baskets.order) + 1),
            "total_discount": as_column(_discounted(orders, rate)),
            "fulfillment_status": same("fulfilled", count),
            "_fivetran_synced": stamps(orders.purchases.bought_at[baskets.order] + 9000),
        }
    )


def line_id(block: int, number: Ints) -> Ints:
    """Order line number."""
    return 9_000_000_000_000 + block * ID_STEP + number


def guests(orders: ShopOrders) -> Flags:
    """Which orders a guest placed."""
    flags: Flags = orders.account < 0
    return flags


def _priced(orders: ShopOrders, rate: Floats) -> Floats:
    baskets = orders.baskets
    return money(money(baskets.unit_price * rate[baskets.order]) * baskets.quantity)


def _discounted(orders: ShopOrders, rate: Floats) -> Floats:
    return money(orders.baskets.discount * rate[orders.baskets.order])


def account_id(people: People, place: Ints, account: Ints) -> Column:
    """Shop account number of each row, null for guests."""
    number = shop_id(people.person[place], 0)
    number = np.where(account == 1, shop_id(people.person[place], 1), number)
    return blank(number, account < 0)


def guest_email(people: People, place: Ints) -> Column:
    """What a guest types in: one's own address, never the family's."""
    return email_of(people, place, people.shares_email[place])


def order_email(people: People, place: Ints, account: Ints) -> Column:
    """The address an order goes to."""
    return choose(account < 0, guest_email(people, place), email_of(people, place, account == 1))
