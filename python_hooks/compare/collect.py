"""What is kept of each side's days: read from a trial's tables while they stand.

Tables hold facts of one side and day; what they say of each other is worked out in `match`
and `summarise`. Nothing here is a person but by `customer_id`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from python_hooks.landing import sql

TABLES = """
    create table campaigns (
        side varchar, campaign_id varchar, campaign_name varchar,
        expected_value_amount decimal(18, 4), contact_cost_amount decimal(18, 4)
    );
    create table versions (side varchar, policy_version varchar);
    create table contacts (
        side varchar, day date, decision_id varchar, customer_id varchar, campaign_id varchar,
        channel varchar, purpose varchar, rank_score decimal(18, 4), strength decimal(5, 4),
        rfm_segment varchar, lifecycle_stage varchar, expected_value_amount decimal(18, 4),
        channel_cost_amount decimal(18, 4)
    );
    create table outcomes (
        side varchar, day date, campaign_id varchar, channel varchar, outcome varchar,
        reason varchar, candidate_count bigint
    );
    create table contenders (
        side varchar, day date, contender_count bigint, capped_count bigint
    );
    create table segments (
        side varchar, day date, dimension varchar, value varchar, customer_count bigint
    );
    create table pressure (side varchar, contact_count bigint, customer_count bigint);
"""

# What another tool has sent already (`already_published`: the side's own are set aside) is no
# choice of the side. The amounts are those of its own policy; the value is what mode `value`
# ranks by.
CONTACTS = """
    insert into contacts
    select
        $side, decision_date, decision_id, decisions.customer_id, decisions.campaign_id,
        decisions.channel, decisions.purpose, rank_score, strength,
        coalesce(rfm_segment, 'unknown'), coalesce(lifecycle_stage, 'unknown'),
        cast(
            coalesce(campaigns.expected_value_amount, 0) * strength
            - coalesce(campaigns.contact_cost_amount, 0) as decimal(18, 4)
        ),
        coalesce(channels.unit_cost_amount, 0)
    from trial.arbitration.fct_campaign_decisions as decisions
    left join trial.behaviour.dim_customer_profiles as profiles
        on decisions.customer_id = profiles.customer_id
    left join trial.policy.campaigns as campaigns
        on decisions.campaign_id = campaigns.campaign_id
    left join trial.policy.channels as channels on decisions.channel = channels.channel
    where decision_date = $day and outcome = 'selected' and reason <> 'already_published'
"""

OUTCOMES = """
    insert into outcomes
    select $side, decision_date, campaign_id, channel, outcome, reason, count(*)
    from trial.arbitration.fct_campaign_decisions
    where decision_date = $day
    group by all
"""

# Who stood in the walk, and who of them was refused anything by a cap.
CONTENDERS = """
    insert into contenders
    select
        $side, cast($day as date), count(distinct customer_id),
        count(distinct case when reason = 'capped' then customer_id end)
    from trial.arbitration.fct_campaign_decisions
    where decision_date = $day and outcome <> 'gated' and reason <> 'already_published'
"""

SEGMENTS = """
    insert into segments
    select $side, cast($day as date), dimension, value, count(*)
    from (
        select 'rfm_segment' as dimension, coalesce(rfm_segment, 'unknown') as value
        from trial.behaviour.dim_customer_profiles
        union all
        select 'lifecycle_stage', coalesce(lifecycle_stage, 'unknown')
        from trial.behaviour.dim_customer_profiles
    )
    group by all
"""

CAMPAIGNS = """
    insert into campaigns
    select
        $side, campaign_id, campaign_name,
        coalesce(expected_value_amount, 0), coalesce(contact_cost_amount, 0)
    from trial.policy.campaigns
"""

VERSIONS = """
    insert into versions
    select $side, policy_version from trial.delivery.int_publications_prepared
"""

# How many contacts that count each person had in the seven days up to the last: those of the
# ledger, which was read before the day was decided, and those the day selected.
PRESSURE = """
    insert into pressure
    with counting as (
        select customer_id
        from trial.activity.fct_contact_ledger
        where counts_to_caps and status <> 'not_sent'
        and contact_date between cast($day as date) - 6 and cast($day as date)
        union all
        select decisions.customer_id
        from trial.arbitration.fct_campaign_decisions as decisions
        inner join trial.policy.campaigns as campaigns
            on decisions.campaign_id = campaigns.campaign_id
        where decision_date = $day and outcome = 'selected' and reason <> 'already_published'
        and campaigns.counts_to_caps
    ),
    counts as (
        select customers.customer_id, count(counting.customer_id) as contact_count
        from trial.customer.dim_customers as customers
        left join counting on customers.customer_id = counting.customer_id
        group by customers.customer_id
    )
    select $side, contact_count, count(*) from counts group by contact_count
"""


@contextmanager
def open_collection(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty collection in a new file: weeks of a large company need not fit in memory."""
    with duckdb.connect(str(file)) as collection:
        collection.execute("set TimeZone = 'UTC'")
        collection.execute(TABLES)
        yield collection


def collect_day(
    collection: duckdb.DuckDBPyConnection, warehouse: Path, side: str, day: date, *, is_last: bool
) -> None:
    """Keep what the side has decided for the day; of the last day its policy and pressure too."""
    queries = (CONTACTS, OUTCOMES, CONTENDERS, SEGMENTS)
    with attached(collection, warehouse):
        for query in queries + ((PRESSURE,) if is_last else ()):
            collection.execute(query, {"side": side, "day": day})
        for query in (CAMPAIGNS, VERSIONS) if is_last else ():
            collection.execute(query, {"side": side})


@contextmanager
def attached(collection: duckdb.DuckDBPyConnection, warehouse: Path) -> Iterator[None]:
    """A trial's warehouse under the name `trial`, read-only; dbt may write it again afterwards."""
    collection.execute(f"attach {sql.text(str(warehouse))} as trial (read_only)")
    try:
        yield
    finally:
        collection.execute("detach trial")
