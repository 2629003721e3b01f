"""What a reader of a comparison must know to read it right, and the figures do not say."""

from __future__ import annotations

import duckdb

from python_hooks.compare.moments import Day

REVALUED = """
    select count(*)
    from campaigns as a
    inner join campaigns as b on a.campaign_id = b.campaign_id
    where
        a.side = 'A' and b.side = 'B'
        and (
            a.expected_value_amount <> b.expected_value_amount
            or a.contact_cost_amount <> b.contact_cost_amount
        )
"""


def notes_of(
    collection: duckdb.DuckDBPyConnection, days: tuple[Day, ...], newest: str, currency: str
) -> tuple[str, ...]:
    """Sentences, the general ones last."""
    notes = []
    revalued = collection.execute(REVALUED).fetchall()[0][0]
    if revalued:
        campaigns = "campaign has" if revalued == 1 else "campaigns have"
        notes.append(
            f"{revalued} {campaigns} other amounts under B than under A: part of the difference"
            " in expected value is what the policies say a contact is worth, not whom they reach."
        )
    late = [day for day in days if newest and str(day.date) > newest]
    if len(late) > 1:
        notes.append(
            f"The newest fact of the files is of {newest}: {len(late)} of {len(days)} days lie"
            " after it and are decided without news of them."
        )
    if any(day.is_published for day in days):
        notes.append(
            "Contacts published for these days are set aside, so that both sides start from the"
            " same ledger; what people did after receiving them stays a fact for both."
        )
    notes.append(
        "Expected value is expected_value_amount times strength less contact_cost_amount of each"
        f" side's own campaigns, in {currency}; an unset amount is 0. The channel cost is the"
        " unit_cost_amount of channels.csv and is not taken off it."
    )
    return tuple(notes)
