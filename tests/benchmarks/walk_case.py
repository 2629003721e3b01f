"""A large day to decide: the inputs of the walk, as whole numbers, made by hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

DAY = date(2026, 11, 22)
CHANNELS = 4
SCARCE_CAMPAIGNS = 10
# Cap, scope, channel number, window in days, most contacts.
CAPS = (
    ("four_in_seven_days", "all", None, 7, 4),
    ("two_a_day", "all", None, 1, 2),
    *((f"channel_{number}_once_a_day", "channel", number, 1, 1) for number in range(CHANNELS)),
)


@dataclass(frozen=True, slots=True)
class Case:
    """How large the day is.

    customers  how many; about 11 candidates and 10 past contacts each
    campaigns  how many; each excludes about three others
    is_scarce  whether ten campaigns may make only so many contacts that their room runs out
    """

    customers: int
    campaigns: int
    is_scarce: bool

    @property
    def scarce_capacity(self) -> int:
        """Contacts a day of a scarce campaign: 30,000 for a million customers and 60 campaigns."""
        return max(1, 30_000 * self.customers // 1_000_000 * 60 // self.campaigns)


def write_case(connection: duckdb.DuckDBPyConnection, case: Case) -> None:
    """Write candidates, campaigns, exclusions and past contacts into the schema `case_`."""
    capacity = str(case.scarce_capacity) if case.is_scarce else "null"
    every = max(1, case.campaigns // SCARCE_CAMPAIGNS)
    one_in = max(1, case.campaigns * 18 // 60)
    connection.execute("create schema if not exists case_")
    connection.execute(
        f"""
        create or replace table case_.campaign as
        select
            i::int as campaign_key, 'c' || lpad(i::varchar, 4, '0') as campaign_id,
            (i % {CHANNELS})::bigint as channel_number, 'channel_' || (i % {CHANNELS}) as channel,
            'topic_' || (i % 7) as topic, ({case.campaigns} - i)::decimal(18, 4) as priority,
            case when i % {every} = {2 % every} then {capacity} end::bigint as daily_capacity
        from range({case.campaigns}) as numbers (i);

        create or replace table case_.exclusion as
        select
            blocking.campaign_key as blocking_campaign_key,
            blocked.campaign_key as blocked_campaign_key,
            (hash(blocking.campaign_key, blocked.campaign_key) % 7)::bigint as window_days
        from case_.campaign as blocking, case_.campaign as blocked
        where
            blocking.campaign_key <> blocked.campaign_key
            and hash(blocking.campaign_key * 61 + blocked.campaign_key) % {one_in} = 0;

        create or replace table case_.candidate as
        select
            i::int as customer_key, campaign_key,
            max(((hash(i * 7919 + k * 31) % 10000) / 10000.0)::decimal(5, 4)) as strength,
            (hash(i, campaign_key) >> 33)::bigint as draw
        from (
            select i, k, (hash(i * 1000 + k) % {case.campaigns})::int as campaign_key
            from range({case.customers}) as people (i), range(16) as draws (k)
            where hash(i * 13 + k * 17) % 4 <> 0
        )
        group by i, campaign_key;

        create or replace table case_.past_contact as
        select
            i::int as customer_key,
            (hash(i * 77 + k) % {case.campaigns})::int as campaign_key,
            date '{DAY}' - 1 - (hash(i * 5 + k * 3) % 28)::int as contact_date
        from range({case.customers}) as people (i), range(10) as contacts (k);
        """
    )
