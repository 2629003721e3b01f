"""The suite of each raw table, from its declaration and from what its columns are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from python_hooks.landing.declared import RawTable
from python_hooks.quality.expectations import Expectation, Frame, Suite

# Tables too small to tell a broken export from a small one never stop a run.
ROWS_TO_STOP = 100

# Columns that a table needs, and that may well be empty in every row: a till without a
# loyalty card, a shop where everybody is a guest.
MAY_BE_EMPTY = frozenset({"customer_id", "user_id", "email"})

# Tables in which a key comes once per delivery.
KEYED_BY = {
    "crm/people": "record_id",
    "interactions/touches": "interaction_id",
    "klaviyo/person": "id",
    "klaviyo/event": "id",
    "shopify/customers": "id",
    "shopify/orders": "id",
    "shopify/order_lines": "id",
    "shopify/refunds": "id",
    "shopify/products": "id",
    "shopify/product_variants": "id",
    "shopify/abandoned_checkouts": "id",
    "segment/identifies": "id",
    "segment/pages": "id",
    "segment/product_viewed": "id",
    "segment/order_completed": "id",
    "zendesk/user": "id",
    "zendesk/ticket": "id",
}

MOMENT = r"^\s*(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
NUMBER = r"^\s*[^\d\s]{0,4}\s*-?[\d.,' ]*\d\s*[A-Z€$£]{0,3}\s*$"

PATTERNS = {
    "email": ("holds an @", r"@", 0.95),
    "property_email": ("holds an @", r"@", 0.95),
    "phone": ("holds at least six digits", r"(?:\d\D*){6}", 0.9),
    "phone_number": ("holds at least six digits", r"(?:\d\D*){6}", 0.9),
    "quantity": ("is a number", NUMBER, 0.98),
    "price": ("is a number", NUMBER, 0.98),
    "subtotal_price": ("is a number", NUMBER, 0.98),
    "total_price": ("is a number", NUMBER, 0.98),
    "birth_date": ("is a date", MOMENT, 0.9),
}
RANGES = {
    "quantity": (-10_000.0, 10_000.0, 0.99),
    "price": (0.0, 100_000.0, 0.99),
    "subtotal_price": (0.0, 1_000_000.0, 0.99),
    "total_price": (0.0, 1_000_000.0, 0.99),
    "duration_seconds": (0.0, 86_400.0, 0.99),
}


def suite_for(
    table: RawTable,
    columns: Collection[str],
    row_count: int,
    last_row_count: int | None,
) -> Suite:
    """What is expected of a table that arrived with these columns and this many rows."""
    may_stop = row_count >= ROWS_TO_STOP
    expectations = [*_volume(last_row_count), *_readability(may_stop)]
    if row_count:
        expectations += _fillings(table, columns, may_stop)
        expectations += _freshness(table, columns)
        expectations += _keys(table, columns)
        expectations += _formats(table, columns)
    return Suite(table.label, tuple(expectations), key=KEYED_BY.get(table.label, ""))


def measure(kind: str, column: str) -> str:
    """The name of a figure about a column."""
    return f"{kind}:{column}"


def _volume(last_row_count: int | None) -> list[Expectation]:
    if not last_row_count:
        return []
    claim = f"rows, where the last run had {last_row_count:,}"
    return [
        Expectation(
            "row_count",
            claim,
            minimum=float(last_row_count * 9 // 10),
            maximum=3.0 * last_row_count,
        )
    ]


def _readability(may_stop: bool) -> list[Expectation]:
    claim = "share of rows that cannot be read"
    return [Expectation("unreadable_share", claim, maximum=0.5, is_critical=may_stop)]


def _fillings(table: RawTable, columns: Collection[str], may_stop: bool) -> list[Expectation]:
    key = KEYED_BY.get(table.label)
    expectations = []
    for column in (c.name for c in table.columns if c.is_required and c.name in columns):
        figure = measure("filled_share", column)
        claim = f"share of rows whose {column} is filled"
        if column == key:
            expectations.append(
                Expectation(figure, claim, minimum=0.5, maximum=1.0, is_critical=may_stop)
            )
            expectations.append(Expectation(figure, claim, minimum=0.99, maximum=1.0))
        else:
            stops = may_stop and column not in MAY_BE_EMPTY
            expectations.append(
                Expectation(figure, claim, minimum=0.001, maximum=1.0, is_critical=stops)
            )
    return expectations


def _freshness(table: RawTable, columns: Collection[str]) -> list[Expectation]:
    if not any(c.is_fact_time and c.name in columns for c in table.columns):
        return []
    return [Expectation("days_behind", "days from the newest row to as_of", maximum=7.0)]


def _keys(table: RawTable, columns: Collection[str]) -> list[Expectation]:
    key = KEYED_BY.get(table.label)
    if key not in columns:
        return []
    claim = f"share of {key} values that come once in their delivery"
    return [Expectation("unique_share", claim, minimum=0.95, maximum=1.0)]


def _formats(table: RawTable, columns: Collection[str]) -> list[Expectation]:
    moments: Mapping[str, tuple[str, str, float]] = {
        c.name: ("is a date", MOMENT, 0.95) for c in table.columns if c.is_fact_time
    }
    expectations = []
    for column in (c.name for c in table.columns if c.name in columns):
        if column in PATTERNS or column in moments:
            claim, pattern, share = (PATTERNS | dict(moments))[column]
            expectations.append(
                Expectation(column, f"{column} {claim}", Frame.CELLS, pattern=pattern, share=share)
            )
        if column in RANGES:
            minimum, maximum, share = RANGES[column]
            expectations.append(
                Expectation(
                    measure("number", column),
                    f"{column} lies between {minimum:,.0f} and {maximum:,.0f}",
                    Frame.CELLS,
                    minimum=minimum,
                    maximum=maximum,
                    share=share,
                )
            )
    return expectations
