"""The integrity tests see what they are there to see: each on a tampered row."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.python.conftest import Home

# One contact that was newly selected, obeys and counts to caps, and is its customer's first.
SETUP = """
    create table main.chosen as
    select decisions.*, channels.contact_point_type
    from arbitration.fct_campaign_decisions as decisions
    inner join policy.campaigns as campaigns
        on decisions.campaign_id = campaigns.campaign_id
        and campaigns.obeys_caps and campaigns.counts_to_caps
        and campaigns.daily_capacity is null
    inner join policy.channels as channels on decisions.channel = channels.channel
    where decisions.reason = 'selected' and decisions.walk_position = 1
    order by decisions.decision_id
    limit 1
"""
LEDGER = """
    insert into activity.fct_contact_ledger by name
    select
        'tampered ' || range as contact_id, {customer} as customer_id, 'other' as campaign_id,
        channel, contact_point_type, contact_point, 'none' as campaign_group, 'none' as topic,
        'marketing' as purpose, 'sent' as status, true as counts_to_caps,
        decision_date - 1 as contact_date
    from main.chosen, range(5)
"""
REJECT = """
    update arbitration.fct_campaign_decisions
    set outcome = 'rejected', reason = '{reason}', blocked_by_type = '{kind}',
        blocked_by_id = {blocker}, blocked_by_date = {date}
    where decision_id = (select decision_id from main.chosen)
"""
# An audience is a view of what may be sent; one that did not ask would still hold its rows.
UNASKED = """
    create table main.pulled as from delivery.sync_audience_{channel};
    drop view delivery.sync_audience_{channel};
    create table delivery.sync_audience_{channel} as from main.pulled;
"""
NO_DATE = "cast(null as date)"


def rejected(reason: str, kind: str, blocker: str, date: str = NO_DATE) -> str:
    return REJECT.format(reason=reason, kind=kind, blocker=blocker, date=date)


CASES = [
    pytest.param(
        "assert_every_candidate_has_one_outcome",
        "delete from arbitration.fct_campaign_decisions"
        " where decision_id = (select min(decision_id) from arbitration.fct_campaign_decisions"
        " where outcome = 'gated')",
        id="a candidate is lost",
    ),
    pytest.param(
        "assert_every_candidate_has_one_outcome",
        "insert into arbitration.fct_campaign_decisions select * exclude (contact_point_type)"
        " from main.chosen",
        id="a candidate is decided twice",
    ),
    pytest.param(
        "assert_every_candidate_has_one_outcome",
        "update arbitration.fct_campaign_decisions set reason = null"
        " where decision_id = (select decision_id from main.chosen)",
        id="an outcome has no reason",
    ),
    pytest.param(
        "assert_a_reason_belongs_to_one_outcome",
        "insert into measurement.rpt_decision_funnel"
        " select * replace ('gated' as outcome) from measurement.rpt_decision_funnel"
        " where reason = 'capped' limit 1",
        id="a reason stands for two outcomes",
    ),
    pytest.param(
        "assert_caps_hold",
        LEDGER.format(customer="customer_id"),
        id="a cap was full for the customer",
    ),
    pytest.param(
        "assert_caps_hold",
        LEDGER.format(customer="'somebody else'"),
        id="a cap was full at the address",
    ),
    pytest.param(
        "assert_caps_hold",
        """
        insert into arbitration.fct_campaign_decisions
        select * exclude (contact_point_type, range) replace (
            'tampered ' || range as decision_id, 'a relative' as customer_id,
            rank_score + 1 as rank_score
        )
        from main.chosen, range(5)
        """,
        id="others at the address were selected before",
    ),
    pytest.param(
        "assert_caps_hold",
        "update customer.dim_customers set max_contacts_per_week = 0"
        " where customer_id = (select customer_id from main.chosen)",
        id="the customer wanted none",
    ),
    pytest.param(
        "assert_caps_hold",
        """
        insert into policy.contact_caps by name
        select
            'tampered' as cap_id, 'all' as scope, 'customer' as unit,
            'calendar_day' as window_type, 0 as max_contacts,
            'lifecycle_stage' as profile_attribute, upper(lifecycle_stage) as profile_value
        from behaviour.dim_customer_profiles
        where customer_id = (select customer_id from main.chosen)
        """,
        id="a cap for people like the customer was full",
    ),
    pytest.param(
        "assert_every_rejection_names_its_blocker",
        rejected("capped", "none", "null"),
        id="a rejection names nothing",
    ),
    pytest.param(
        "assert_every_blocker_blocks",
        rejected("capped", "cap", "'one_a_day'"),
        id="the cap had room",
    ),
    pytest.param(
        "assert_every_blocker_blocks",
        rejected("capped", "cap", "'address_five_in_seven_days'"),
        id="the address had room",
    ),
    pytest.param(
        "assert_every_blocker_blocks",
        rejected("capped", "cap", "'customer_preference'")
        + "; update customer.dim_customers set max_contacts_per_week = null"
        " where customer_id = (select customer_id from main.chosen)",
        id="the customer wished nothing",
    ),
    pytest.param(
        "assert_every_blocker_blocks",
        rejected("excluded", "campaign", "'other'", "(select decision_date - 1 from main.chosen)"),
        id="the campaign that excludes was not sent",
    ),
    pytest.param(
        "assert_every_blocker_blocks",
        rejected("other_channel_selected", "campaign", "campaign_id"),
        id="no other channel was selected",
    ),
    pytest.param(
        "assert_every_blocker_blocks",
        rejected("capacity", "capacity", "campaign_id"),
        id="the campaign has no limit",
    ),
    pytest.param(
        "assert_nobody_gets_a_campaign_twice_a_day",
        """
        insert into arbitration.fct_campaign_decisions
        select * exclude (contact_point_type)
            replace ('tampered' as decision_id, 'pigeon' as channel)
        from main.chosen
        """,
        id="two channels of one campaign are selected",
    ),
    pytest.param(
        "assert_nobody_gets_a_campaign_twice_a_day",
        """
        insert into activity.fct_contact_ledger by name
        select 'tampered' as contact_id, customer_id, campaign_id, 'pigeon' as channel,
            'sent' as status, decision_date as contact_date
        from main.chosen
        """,
        id="the campaign was sent today already",
    ),
    pytest.param(
        "assert_visitor_spans_never_overlap",
        "insert into identity.bridge_anonymous_visitors by name"
        " select * replace ('somebody else' as customer_id, valid_from_at + interval 1 second"
        " as valid_from_at) from identity.bridge_anonymous_visitors limit 1",
        id="two people were on one device at once",
    ),
    pytest.param(
        "assert_visitor_spans_never_overlap",
        "insert into identity.bridge_anonymous_visitors by name"
        " select * replace ('somebody else' as customer_id)"
        " from identity.bridge_anonymous_visitors limit 1",
        id="two people came to one device at one moment",
    ),
    pytest.param(
        "assert_tracking_refusals_are_withdrawals_in_force",
        "insert into identity.fct_tracking_refusals by name"
        " select customer_id, decided_at as refused_at from main.chosen",
        id="who never refused tracking refuses it",
    ),
    pytest.param(
        "assert_tracking_refusals_are_withdrawals_in_force",
        "insert into customer.fct_consents by name"
        " select 'tampered' as consent_id, customer_id, 'tracking' as purpose,"
        " 'withdrawn' as status, true as is_current from main.chosen",
        id="a withdrawal of tracking is not known to identity",
    ),
    pytest.param(
        "assert_refusers_of_tracking_are_not_traced",
        "insert into identity.fct_tracking_refusals by name"
        " select customer_id from identity.bridge_anonymous_visitors limit 1",
        id="a span is a refuser's",
    ),
    pytest.param(
        "assert_refusers_of_tracking_are_not_traced",
        "insert into activity.fct_carts by name"
        " select 'tampered' as cart_id, 't' as cart_token, customer_id from main.chosen;"
        "insert into identity.fct_tracking_refusals by name select customer_id from main.chosen",
        id="a refuser's cart names the cart of the visit",
    ),
    pytest.param(
        "assert_refusers_of_tracking_are_not_traced",
        "insert into activity.fct_touches by name"
        " select 'tampered' as touch_id, 'v' as visitor_id, customer_id from main.chosen;"
        "insert into identity.fct_tracking_refusals by name select customer_id from main.chosen",
        id="a refuser's touch names the visitor",
    ),
    pytest.param(
        "assert_each_contact_point_type_has_one_primary",
        "update customer.dim_contact_points set is_primary = false"
        " where customer_id = (select customer_id from main.chosen)",
        id="no address is primary",
    ),
    pytest.param(
        "assert_each_contact_point_type_has_one_primary",
        "insert into customer.dim_contact_points by name"
        " select * replace ('tampered' as contact_point) from customer.dim_contact_points"
        " where is_primary limit 1",
        id="two addresses are primary",
    ),
    pytest.param(
        "assert_customers_are_the_persons_resolved",
        "delete from customer.dim_customers"
        " where customer_id = (select customer_id from main.chosen)",
        id="a person is no customer",
    ),
    pytest.param(
        "assert_customers_are_the_persons_resolved",
        "update identity.bridge_customer_records set customer_id = 'somebody else'"
        " where source_record_id = (select min(source_record_id)"
        " from identity.bridge_customer_records)",
        id="a record is another's",
    ),
    pytest.param(
        "assert_refusers_have_no_derived_values",
        "update behaviour.dim_customer_profiles set is_profiled = false"
        " where customer_id = (select min(customer_id) from behaviour.dim_customer_profiles"
        " where rfm_segment is not null)",
        id="a refuser has a segment",
    ),
    pytest.param(
        "assert_refusers_have_no_derived_values",
        """
        update behaviour.dim_customer_profiles set is_profiled = false,
            rfm_segment = null, lifecycle_stage = null, top_category = null,
            preferred_channel = null, decision_phase = null, personalisation_stage = null,
            recency_days = null, order_count = null, preferred_hour = null,
            days_since_interaction = null, intent_score = null, churn_risk = null,
            net_amount = null
        where customer_id = (
            select min(customer_id) from triggers.fct_triggers
            where trigger_name <> 'scheduled_broadcast'
        )
        """,
        id="a refuser has a trigger",
    ),
    pytest.param(
        "assert_audiences_are_committed_and_permitted",
        UNASKED.format(channel="email")
        + "update customer.dim_channel_permissions set status = 'withdrawn';"
        "delete from customer.dim_topic_permissions",
        id="who withdrew since can be pulled",
    ),
    pytest.param(
        "assert_audiences_are_committed_and_permitted",
        UNASKED.format(channel="email")
        + "update customer.dim_channel_permissions set status = 'unknown';"
        "delete from customer.dim_topic_permissions;"
        "update policy.channels set requires_opt_in = true",
        id="who never agreed can be pulled",
    ),
    pytest.param(
        "assert_audiences_are_committed_and_permitted",
        UNASKED.format(channel="email") + "insert into customer.dim_topic_permissions by name"
        " select pulled.customer_id, pulled.channel, pulled.contact_point, contacts.topic,"
        " contacts.contact_point_type, 'withdrawn' as status"
        " from main.pulled as pulled inner join state.published_contacts as contacts"
        " on pulled.decision_id = contacts.decision_id and contacts.purpose <> 'service'"
        " anti join customer.dim_topic_permissions as known"
        " on pulled.customer_id = known.customer_id and pulled.channel = known.channel"
        " and contacts.topic = known.topic",
        id="who withdrew from the topic can be pulled",
    ),
]


@pytest.fixture(scope="module")
def copied(
    company: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the company's tables that may be tampered with."""
    path = tmp_path_factory.mktemp("tampered") / company.warehouse.name
    shutil.copyfile(company.warehouse, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(SETUP)
        assert connection.execute("select count(*) from main.chosen").fetchone() == (1,)
        yield connection


@pytest.mark.parametrize("name, tampering", CASES)
def test_a_tampered_row_is_seen(
    company: Home, copied: duckdb.DuckDBPyConnection, name: str, tampering: str
) -> None:
    compiled = company.path / "target/compiled/batuta/tests/integrity" / f"{name}.sql"
    query = Path(compiled).read_text()
    assert copied.execute(query).fetchall() == []

    copied.begin()
    try:
        copied.execute(tampering)
        found = copied.execute(query).fetchall()
    finally:
        copied.rollback()

    assert found
