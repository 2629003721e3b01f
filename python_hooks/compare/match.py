"""Whose contacts are whose: each contact of a side beside what the other side made of it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from python_hooks.compare.collect import attached

# What the other side said of a contact that it does not have. Both name a decision alike: by
# day, person, campaign and channel.
ANSWERS_TABLE = """
    create table answers (
        side varchar, decision_id varchar, outcome varchar, reason varchar, blocked_by_id varchar
    )
"""

ANSWERS = """
    insert into answers
    select
        contacts.side, contacts.decision_id,
        coalesce(decisions.outcome, 'none'), coalesce(decisions.reason, 'no_candidate'),
        decisions.blocked_by_id
    from contacts
    left join trial.arbitration.fct_campaign_decisions as decisions
        on contacts.decision_id = decisions.decision_id
        and contacts.day = decisions.decision_date
    where contacts.side <> $side
"""

# `both`: the same day, campaign and channel. `moved`: what is left of one side has its like in
# what is left of the other, the same person and campaign, on another day or channel. Of several
# such the first of the one is the first of the other.
MATCHED = """
    create table contacts_matched as
    with placed as (
        select
            contacts.*, answers.outcome as other_outcome, answers.reason as other_reason,
            answers.blocked_by_id as other_blocked_by_id,
            coalesce(answers.outcome = 'selected' and answers.reason <> 'already_published', false)
                as is_in_both
        from contacts
        left join answers
            on contacts.side = answers.side and contacts.decision_id = answers.decision_id
    ),
    numbered as (
        select
            *,
            row_number() over (
                partition by side, customer_id, campaign_id, is_in_both
                order by day asc, channel asc
            ) as contact_number
        from placed
    )
    select
        ours.side, ours.day, ours.decision_id, ours.customer_id, ours.campaign_id, ours.channel,
        ours.purpose, ours.rank_score, ours.strength, ours.rfm_segment, ours.lifecycle_stage,
        ours.expected_value_amount, ours.channel_cost_amount,
        case
            when ours.is_in_both then 'both'
            when theirs.customer_id is not null then 'moved'
            else 'only'
        end as presence,
        ours.other_outcome, ours.other_reason, ours.other_blocked_by_id
    from numbered as ours
    left join numbered as theirs
        on ours.side <> theirs.side
        and ours.customer_id = theirs.customer_id
        and ours.campaign_id = theirs.campaign_id
        and ours.contact_number = theirs.contact_number
        and not ours.is_in_both
        and not theirs.is_in_both
"""


def match_contacts(collection: duckdb.DuckDBPyConnection, warehouses: dict[str, Path]) -> None:
    """Make `contacts_matched`; the trials of both sides must still stand."""
    collection.execute(ANSWERS_TABLE)
    for side, warehouse in warehouses.items():
        with attached(collection, warehouse):
            collection.execute(ANSWERS, {"side": side})
    collection.execute(MATCHED)
