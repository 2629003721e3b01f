"""Purchase days out of a warehouse, as the models score them."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np

from python_hooks.errors import UserError
from python_hooks.train.data_hash import data_hash
from python_hooks.train.value.histories import PurchaseDays

TABLE = "behaviour.int_customer_purchase_days"


@dataclass(frozen=True, slots=True)
class Purchases:
    """What is learned from.

    last_day   the day customers are looked at from, in days since 1970-01-01
    data_hash  a fingerprint of the days, whatever the order of rows
    """

    days: PurchaseDays
    last_day: int
    data_hash: str


def read_purchases(warehouse: duckdb.DuckDBPyConnection) -> Purchases:
    """Read the purchase days; raise `UserError` where the warehouse has none."""
    try:
        found = warehouse.execute(
            f"""
            select
                dense_rank() over (order by customer_id) - 1 as customer,
                cast(ordered_date - date '1970-01-01' as bigint) as day,
                cast(sales_amount as double) as amount
            from {TABLE}
            order by customer_id, ordered_date
            """
        ).fetchnumpy()
        last = warehouse.execute(
            "select cast(scored_date - date '1970-01-01' as bigint)"
            " from behaviour.int_scoring_moments where lag_days = 0"
        ).fetchone()
        learned_from = data_hash(warehouse, TABLE, ("customer_id", "ordered_date", "sales_amount"))
    except duckdb.CatalogException as error:
        raise UserError(
            "this warehouse does not hold the days on which customers bought; run `batuta run`"
            " first, or name the raw files with --raw"
        ) from error
    if last is None or not len(found["day"]):
        raise UserError("nobody has bought anything yet: there is nothing to learn from")
    return Purchases(
        PurchaseDays(
            np.asarray(found["customer"], dtype=np.int64),
            np.asarray(found["day"], dtype=np.int64),
            np.asarray(found["amount"], dtype=np.float64),
        ),
        int(last[0]),
        learned_from,
    )
