"""Consent in SQL is what the statements say when they are asked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import Bench
from tests.python.reference.consent import Consent, Holder, Said

MODELS = [
    "int_customer_records",
    "bridge_contact_points",
    "fct_tracking_refusals",
    "int_customer_field_values",
    "int_customer_values_weighed",
    "int_customer_golden_addresses",
    "int_customer_golden_fields",
    "int_contact_point_reports",
    "dim_contact_points",
    "int_consent_cells",
    "int_consent_withdrawals",
    "int_consent_blocks",
    "int_consent_grants",
    "fct_consents",
    "dim_channel_permissions",
    "dim_topic_permissions",
]
CHANNELS = {"email": "email", "newsletter": "email", "sms": "phone"}
POINTS = {"email": ["a@x.es", "b@x.es"], "phone": ["+341", "+342"]}
START = datetime(2026, 1, 1)

holders = st.lists(
    st.tuples(
        st.sampled_from([False, False, False, True]),
        st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in POINTS.items()}),
    ),
    min_size=1,
    max_size=3,
)
statements = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["contact", "contact", "contact", "contact", "tracking", "profiling"]),
        st.sampled_from([None, "email", "email", "sms", "carrier_pigeon"]),
        st.sampled_from([None, None, "gifts", "advice"]),
        st.sampled_from([None, None, None, None, "a@x.es", "+341"]),
        st.sampled_from(["granted", "withdrawn"]),
        st.integers(0, 5).map(lambda day: START + timedelta(days=day)),
    ),
    max_size=6,
)


def consents(drawn: list[tuple[list[Any], list[Any]]]) -> list[Consent]:
    """Make persons of what was drawn for each; every record and statement has its own id."""
    made = []
    for p, (records, said) in enumerate(drawn):
        known = [Holder(f"r{p}.{n}", f"p{p}", *record) for n, record in enumerate(records)]
        statements = [
            Said(f"c{p:02}.{n}", known[place % len(known)].record_id, *rest)
            for n, (place, *rest) in enumerate(said)
        ]
        made.append(Consent(known, statements, CHANNELS))
    return made


people = st.lists(st.tuples(holders, statements), min_size=1, max_size=20).map(consents)


def build(bench: Bench, people: Sequence[Consent]) -> None:
    """Build the consent models over these persons."""
    columns = bench.project.columns
    known = [holder for consent in people for holder in consent.holders]
    bench.give(
        "stg_crm__people",
        columns["stg_crm__people"],
        [
            {
                "source_name": "crm",
                "source_record_id": holder.record_id,
                "is_deleted": holder.is_deleted,
                "created_at": START,
            }
            | dict(holder.points)
            for holder in known
        ],
    )
    bench.give(
        "bridge_customer_records",
        columns["bridge_customer_records"],
        [
            {
                "source_name": "crm",
                "source_record_id": holder.record_id,
                "customer_id": holder.customer_id,
            }
            for holder in known
        ],
    )
    bench.give(
        "stg_crm__consents",
        columns["stg_crm__consents"],
        [
            {
                "source_name": "crm",
                "consent_id": said.consent_id,
                "source_record_id": said.record_id,
                "purpose": said.purpose,
                "channel": said.channel,
                "topic": said.topic,
                "contact_point": said.contact_point,
                "status": said.status,
                "recorded_at": said.at,
            }
            for consent in people
            for said in consent.statements
        ],
    )
    bench.give(
        "channels",
        {"channel": "varchar", "contact_point_type": "varchar"},
        [{"channel": c, "contact_point_type": kind} for c, kind in CHANNELS.items()],
    )
    for name, needed in {
        "survivorship_rules": ["field", "strategy", "source_order"],
        "dim_identifiers": ["identifier_type", "identifier_value"],
        "countries": ["country_code"],
        "time_zones": ["time_zone"],
    }.items():
        given_columns = dict.fromkeys(needed, "varchar")
        if name == "dim_identifiers":
            given_columns["is_placeholder"] = "boolean"
        bench.give(name, given_columns, [])
    bench.give("fct_messages", columns["fct_messages"], [])
    bench.build(MODELS)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=people)
def test_permissions_are_what_the_statements_say(bench: Bench, people: list[Consent]) -> None:
    build(bench, people)
    on_channels = {
        row[:4]: row[4]
        for row in bench.rows(
            "select customer_id, contact_point_type, contact_point, channel, status"
            f" from {bench.relation('dim_channel_permissions')}"
        )
    }
    on_topics = {
        row[:5]: row[5]
        for row in bench.rows(
            "select customer_id, contact_point_type, contact_point, channel, topic, status"
            f" from {bench.relation('dim_topic_permissions')}"
        )
    }
    current = dict(
        bench.rows(f"select consent_id, is_current from {bench.relation('fct_consents')}")
    )
    refusing = bench.rows(f"select customer_id from {bench.relation('fct_tracking_refusals')}")

    assert on_channels == {
        (consent.customer_id, *place): status
        for consent in people
        for place, status in consent.on_channels()
    }
    assert on_topics == {
        (consent.customer_id, *place): status
        for consent in people
        for place, status in consent.on_topics()
    }
    assert current == {
        said.consent_id: consent.is_current(said)
        for consent in people
        for said in consent.statements
    }
    assert {row[0] for row in refusing} == {
        consent.customer_id for consent in people if consent.refuses("tracking")
    }


DAYS = [START + timedelta(days=day) for day in range(4)]


@pytest.mark.parametrize(
    "said, expected",
    [
        pytest.param(
            [("r1", "email", None, None, "granted", 0)],
            {"a@x.es": "granted", "b@x.es": "unknown"},
            id="a grant covers the addresses of its record",
        ),
        pytest.param(
            [
                ("r1", "email", None, None, "granted", 1),
                ("r2", "email", None, None, "withdrawn", 0),
            ],
            {"a@x.es": "withdrawn", "b@x.es": "withdrawn"},
            id="a withdrawal covers the person, across records the strictest",
        ),
        pytest.param(
            [
                ("r1", "email", None, None, "withdrawn", 0),
                ("r1", "email", None, None, "granted", 1),
            ],
            {"a@x.es": "granted", "b@x.es": "unknown"},
            id="of one record the latest counts",
        ),
        pytest.param(
            [
                ("r1", "email", None, None, "withdrawn", 0),
                ("r2", "email", None, "a@x.es", "granted", 1),
            ],
            {"a@x.es": "granted", "b@x.es": "unknown"},
            id="a later grant for the address lifts its withdrawal",
        ),
        pytest.param(
            [
                ("r1", "email", None, None, "withdrawn", 0),
                ("r2", "email", None, "b@x.es", "granted", 1),
            ],
            {"a@x.es": "withdrawn", "b@x.es": "withdrawn"},
            id="a later grant for another address lifts nothing",
        ),
    ],
)
def test_the_rule_of_the_design_in_words(
    bench: Bench,
    said: list[tuple[str, str, str | None, str | None, str, int]],
    expected: dict[str, str],
) -> None:
    known = [
        Holder("r1", "p", False, {"email": "a@x.es"}),
        Holder("r2", "p", False, {"email": "b@x.es"}),
    ]
    statements = [
        Said(f"c{n}", record, "contact", channel, topic, point, status, DAYS[day])
        for n, (record, channel, topic, point, status, day) in enumerate(said)
    ]
    build(bench, [Consent(known, statements, CHANNELS)])

    found = bench.rows(
        f"select contact_point, status from {bench.relation('dim_channel_permissions')}"
        " where channel = 'email'"
    )

    assert dict(found) == expected


def test_a_withdrawal_for_all_topics_ends_earlier_grants_for_single_ones(bench: Bench) -> None:
    known = [Holder("r1", "p", False, {"email": "a@x.es"})]
    statements = [
        Said("c0", "r1", "contact", "email", "gifts", None, "granted", DAYS[0]),
        Said("c1", "r1", "contact", "email", None, None, "withdrawn", DAYS[1]),
        Said("c2", "r1", "contact", "email", "advice", None, "granted", DAYS[2]),
    ]
    build(bench, [Consent(known, statements, CHANNELS)])

    found = bench.rows(f"select topic, status from {bench.relation('dim_topic_permissions')}")

    assert found == [("advice", "granted")]
