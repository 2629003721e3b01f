"""The walk, one candidate after the other, in compiled code: the floor for one machine."""

from __future__ import annotations

import duckdb
import numba
import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.walk_case import CHANNELS, DAY

Ints = NDArray[np.int64]
UNLIMITED = 2**31 - 1


def walk_one_by_one(connection: duckdb.DuckDBPyConnection) -> dict[str, Ints]:
    """Decide the case; returns customer_key and campaign_key of what is selected.

    The caps of the case (four in seven days, two a day, one a channel and day) are written out
    here, as a hand-written engine would have them.
    """
    candidates = connection.execute(
        """
        select customer_key, campaign_key, channel_number
        from case_.candidate
        inner join case_.campaign using (campaign_key)
        order by priority desc, strength desc, campaign_key, draw, customer_key
        """
    ).fetchnumpy()
    history = connection.execute(
        f"""
        select customer_key, campaign_key, (date '{DAY}' - contact_date)::bigint as age
        from case_.past_contact
        """
    ).fetchnumpy()
    capacity = connection.execute(
        f"""
        select coalesce(daily_capacity, {UNLIMITED}) as capacity
        from case_.campaign
        order by campaign_key
        """
    ).fetchnumpy()["capacity"]
    exclusions = connection.execute(
        """
        select blocking_campaign_key, blocked_campaign_key, window_days
        from case_.exclusion
        order by blocking_campaign_key, blocked_campaign_key
        """
    ).fetchnumpy()
    # The rules of campaign n are those from starts[n] to starts[n + 1].
    starts = np.searchsorted(exclusions["blocking_campaign_key"], np.arange(len(capacity) + 1))
    people = int(max(candidates["customer_key"].max(), history["customer_key"].max())) + 1
    selected = _walk(
        candidates["customer_key"],
        candidates["campaign_key"],
        candidates["channel_number"],
        history["customer_key"],
        history["campaign_key"],
        history["age"],
        starts.astype(np.int64),
        exclusions["blocked_campaign_key"],
        exclusions["window_days"],
        capacity.astype(np.int64),
        people,
    )
    return {name: candidates[name][selected] for name in ("customer_key", "campaign_key")}


@numba.njit(cache=False)
def _walk(  # type: ignore[no-untyped-def]  # numba reads no types
    customers, campaigns, channels, past_customers, past_campaigns, ages,
    starts, excluded, windows, capacity, people,
):  # fmt: skip
    blocked = np.zeros((people, len(capacity) // 64 + 1), np.uint64)
    in_week = np.zeros(people, np.int8)
    today = np.zeros(people, np.int8)
    channels_used = np.zeros(people, np.uint8)
    used = np.zeros(len(capacity), np.int64)
    for i in range(len(past_customers)):
        person, campaign = past_customers[i], past_campaigns[i]
        if ages[i] < 7:
            in_week[person] += 1
        for rule in range(starts[campaign], starts[campaign + 1]):
            if windows[rule] >= ages[i]:
                other = excluded[rule]
                blocked[person, other >> 6] |= np.uint64(1) << np.uint64(other & 63)
    selected = np.zeros(len(customers), np.bool_)
    for i in range(len(customers)):
        person, campaign = customers[i], campaigns[i]
        if in_week[person] >= 4 or today[person] >= 2 or used[campaign] >= capacity[campaign]:
            continue
        if (blocked[person, campaign >> 6] >> np.uint64(campaign & 63)) & np.uint64(1):
            continue
        if (channels_used[person] >> channels[i]) & 1:
            continue
        selected[i] = True
        in_week[person] += 1
        today[person] += 1
        used[campaign] += 1
        channels_used[person] |= 1 << channels[i]
        for rule in range(starts[campaign], starts[campaign + 1]):
            other = excluded[rule]
            blocked[person, other >> 6] |= np.uint64(1) << np.uint64(other & 63)
    return selected


def warm_up() -> None:
    """Compile the walk before it is timed."""
    none = np.zeros(1, np.int64)
    _walk(*[none] * 6, np.zeros(2, np.int64), none, none, np.ones(1, np.int64), 1)


assert CHANNELS <= 8, "channels_used is one byte"
