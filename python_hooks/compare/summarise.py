"""The figures of a comparison, worked out from its matched contacts."""

from __future__ import annotations

import duckdb

# One row per dimension and value. A person gains who has more contacts under B than under A,
# and loses who has fewer: of the value's contacts alone, so of this campaign, or while in this
# segment.
SUMMARY = """
    create table summary as
    with dimensions as (
        select 'all' as dimension, 'all' as value, * from contacts_matched
        union all select 'purpose', purpose, * from contacts_matched
        union all select 'campaign', campaign_id, * from contacts_matched
        union all select 'channel', channel, * from contacts_matched
        union all select 'rfm_segment', rfm_segment, * from contacts_matched
        union all select 'lifecycle_stage', lifecycle_stage, * from contacts_matched
        union all select 'day', cast(day as varchar), * from contacts_matched
    ),
    people as (
        select
            dimension, value, customer_id,
            count(*) filter (where side = 'A') as contacts_a,
            count(*) filter (where side = 'B') as contacts_b
        from dimensions
        group by dimension, value, customer_id
    ),
    people_counted as (
        select
            dimension, value,
            count(*) filter (where contacts_a > 0) as people_a,
            count(*) filter (where contacts_b > 0) as people_b,
            count(*) filter (where contacts_b > contacts_a) as people_gaining,
            count(*) filter (where contacts_b < contacts_a) as people_losing
        from people
        group by dimension, value
    ),
    sums as (
        select
            dimension, value,
            count(*) filter (where side = 'A') as contacts_a,
            count(*) filter (where side = 'B') as contacts_b,
            coalesce(sum(expected_value_amount) filter (where side = 'A'), 0)
                as expected_value_amount_a,
            coalesce(sum(expected_value_amount) filter (where side = 'B'), 0)
                as expected_value_amount_b,
            coalesce(sum(channel_cost_amount) filter (where side = 'A'), 0)
                as channel_cost_amount_a,
            coalesce(sum(channel_cost_amount) filter (where side = 'B'), 0)
                as channel_cost_amount_b
        from dimensions
        group by dimension, value
    ),
    first_segments as (
        select dimension, value, max(customer_count) filter (where side = 'A') as known_count
        from segments
        where day = (select min(day) from segments)
        group by dimension, value
    )
    select
        sums.dimension, sums.value,
        campaigns.campaign_name,
        first_segments.known_count as people_known,
        sums.contacts_a, sums.contacts_b, sums.contacts_b - sums.contacts_a as contacts_difference,
        people_a, people_b, people_b - people_a as people_difference,
        people_gaining, people_losing,
        expected_value_amount_a, expected_value_amount_b,
        expected_value_amount_b - expected_value_amount_a as expected_value_amount_difference,
        channel_cost_amount_a, channel_cost_amount_b,
        channel_cost_amount_b - channel_cost_amount_a as channel_cost_amount_difference
    from sums
    inner join people_counted
        on sums.dimension = people_counted.dimension and sums.value = people_counted.value
    left join first_segments
        on sums.dimension = first_segments.dimension and sums.value = first_segments.value
    left join (
        select campaign_id, any_value(campaign_name order by side desc) as campaign_name
        from campaigns
        group by campaign_id
    ) as campaigns
        on sums.dimension = 'campaign' and sums.value = campaigns.campaign_id
"""

# Every person whom either side reaches: more contacts, fewer, as many but not the same
# campaigns, or the same campaigns.
PEOPLE = """
    create table people_moves as
    with people as (
        select
            customer_id,
            count(*) filter (where side = 'A') as contacts_a,
            count(*) filter (where side = 'B') as contacts_b,
            list(campaign_id order by campaign_id) filter (where side = 'A') as campaigns_a,
            list(campaign_id order by campaign_id) filter (where side = 'B') as campaigns_b
        from contacts_matched
        group by customer_id
    )
    select
        case
            when contacts_b > contacts_a then 'gain'
            when contacts_b < contacts_a then 'lose'
            when campaigns_a <> campaigns_b then 'change'
            else 'same'
        end as move,
        count(*) as people
    from people
    group by move
"""


def summarise(collection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `summary` and `people_moves`."""
    collection.execute(SUMMARY)
    collection.execute(PEOPLE)
