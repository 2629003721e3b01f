"""A large day to decide: the inputs of the walk, as whole numbers, made by hashes."""

from __future__ import annotations

from datetime import date

import duckdb

DAY = date(2026, 11, 22)
CAMPAIGNS, CHANNELS = 60, 4
# Cap, scope, channel number, window in days, most contacts.
CAPS = (
    ("four_in_seven_days", "all", None, 7, 4),
    ("two_a_day", "all", None, 1, 2),
    *((f"channel_{number}_once_a_day", "channel", number, 1, 1) for number in range(CHANNELS)),
)


def write_case(
    connection: duckdb.DuckDBPyConnection, customers: int, scarce_capacity: int | None
) -> None:
    """Write candidates, campaigns, exclusions and past contacts into the schema `case_`.

    customers        how many; about 11 candidates and 10 past contacts each
    scarce_capacity  contacts a day that every sixth campaign may make; None: unlimited
    """
    capacity = "null" if scarce_capacity is None else str(scarce_capacity)
    connection.execute("create schema if not exists case_")
    connection.execute(
        f"""
        create or replace table case_.campaign as
        select
            i::bigint as campaign_key, 'c' || lpad(i::varchar, 4, '0') as campaign_id,
            (i % {CHANNELS})::bigint as channel_number, 'channel_' || (i % {CHANNELS}) as channel,
            'topic_' || (i % 7) as topic, (100 - i)::decimal(18, 4) as priority,
            case when i % 6 = 2 then {capacity} end::bigint as daily_capacity
        from range({CAMPAIGNS}) as numbers (i);

        create or replace table case_.exclusion as
        select
            blocking.campaign_key as blocking_campaign_key,
            blocked.campaign_key as blocked_campaign_key,
            (hash(blocking.campaign_key, blocked.campaign_key) % 7)::bigint as window_days
        from case_.campaign as blocking, case_.campaign as blocked
        where
            blocking.campaign_key <> blocked.campaign_key
            and hash(blocking.campaign_key * 61 + blocked.campaign_key) % 18 = 0;

        create or replace table case_.candidate as
        select
            i::bigint as customer_key, campaign_key,
            max(((hash(i * 7919 + k * 31) % 10000) / 10000.0)::decimal(5, 4)) as strength,
            (hash(i, campaign_key) >> 33)::bigint as draw
        from (
            select i, k, (hash(i * 1000 + k) % {CAMPAIGNS})::bigint as campaign_key
            from range({customers}) as people (i), range(16) as draws (k)
            where hash(i * 13 + k * 17) % 4 <> 0
        )
        group by i, campaign_key;

        create or replace table case_.past_contact as
        select
            i::bigint as customer_key, (hash(i * 77 + k) % {CAMPAIGNS})::bigint as campaign_key,
            date '{DAY}' - 1 - (hash(i * 5 + k * 3) % 28)::int as contact_date
        from range({customers}) as people (i), range(10) as contacts (k);
        """
    )
