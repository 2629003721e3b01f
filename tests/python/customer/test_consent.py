"""Consent in SQL is what the statements say when they are asked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

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
GIVING = ["crm", "shopify"]
# Before, between and after the moments at which something is said.
MOMENTS = [START + timedelta(days=day) for day in (-9, 1, 3, 9)]


def draw_people(draw: Random, count: int) -> list[Consent]:
    """Persons of one to three records who said up to six things."""
    return [draw_person(draw, f"p{number:04}") for number in range(count)]


def draw_person(draw: Random, name: str) -> Consent:
    holders = [
        Holder(
            f"{name}.r{number}",
            name,
            draw.random() < 0.2,
            {kind: draw.choice(points) for kind, points in POINTS.items() if draw.random() < 0.7},
            draw.choice(GIVING),
            draw.choice([None, *MOMENTS]),
            draw.choice([None, *MOMENTS]),
            {kind: draw.choice(MOMENTS) for kind in POINTS if draw.random() < 0.3},
        )
        for number in range(draw.randint(1, 3))
    ]
    statements = [
        Said(
            f"{name}.c{number}",
            draw.choice(holders).record_id,
            draw.choice(["contact", "contact", "contact", "tracking", "profiling"]),
            draw.choice([None, "email", "email", "sms", "carrier_pigeon"]),
            draw.choice([None, None, "gifts", "advice"]),
            draw.choice([None, None, None, None, "a@x.es", "+341"]),
            draw.choice(["granted", "withdrawn"]),
            START + timedelta(days=draw.randrange(6)),
        )
        for number in range(draw.randrange(7))
    ]
    return Consent(holders, statements, CHANNELS)


def build(bench: Bench, people: Sequence[Consent]) -> None:
    """Build the consent models over these persons."""
    columns = bench.project.columns
    known = [holder for consent in people for holder in consent.holders]
    for source in GIVING:
        bench.give(
            f"stg_{source}__people",
            columns[f"stg_{source}__people"],
            [
                {
                    "source_name": source,
                    "source_record_id": holder.record_id,
                    "is_deleted": holder.is_deleted,
                    "created_at": holder.created_at,
                    "updated_at": holder.updated_at,
                    "email_acquired_at": holder.acquired.get("email"),
                    "phone_acquired_at": holder.acquired.get("phone"),
                }
                | dict(holder.points)
                for holder in known
                if holder.source_name == source
            ],
        )
    bench.give(
        "bridge_customer_records",
        columns["bridge_customer_records"],
        [
            {
                "source_name": holder.source_name,
                "source_record_id": holder.record_id,
                "customer_id": holder.customer_id,
            }
            for holder in known
        ],
    )
    sources = {holder.record_id: holder.source_name for holder in known}
    for source in GIVING:
        bench.give(
            f"stg_{source}__consents",
            columns[f"stg_{source}__consents"],
            [
                {
                    "source_name": source,
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
                if sources[said.record_id] == source
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
            given_columns["is_contactable"] = "boolean"
        bench.give(name, given_columns, [])
    bench.give("fct_messages", columns["fct_messages"], [])
    bench.build(MODELS)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(draw=st.randoms(use_true_random=False))
def test_permissions_are_what_the_statements_say(bench: Bench, draw: Random) -> None:
    assert_permitted_alike(bench, draw_people(draw, 3))


@pytest.mark.parametrize("seed", range(3))
def test_so_are_those_of_many_people(bench: Bench, seed: int) -> None:
    assert_permitted_alike(bench, draw_people(Random(seed), 600))


def assert_permitted_alike(bench: Bench, people: list[Consent]) -> None:
    build(bench, people)
    decided = "status, source_name, source_record_id, decided_at"
    on_channels = {
        row[:4]: row[4:]
        for row in bench.rows(
            f"select customer_id, contact_point_type, contact_point, channel, {decided}"
            f" from {bench.relation('dim_channel_permissions')}"
        )
    }
    on_topics = {
        row[:5]: row[5:]
        for row in bench.rows(
            f"select customer_id, contact_point_type, contact_point, channel, topic, {decided}"
            f" from {bench.relation('dim_topic_permissions')}"
        )
    }
    current = dict(
        bench.rows(f"select consent_id, is_current from {bench.relation('fct_consents')}")
    )
    refusing = bench.rows(f"select customer_id from {bench.relation('fct_tracking_refusals')}")

    assert on_channels == {
        (consent.customer_id, *place): verdict
        for consent in people
        for place, verdict in consent.on_channels()
    }
    assert on_topics == {
        (consent.customer_id, *place): verdict
        for consent in people
        for place, verdict in consent.on_topics()
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


MOVED = Holder(
    "r1",
    "p",
    False,
    {"email": "b@x.es"},
    created_at=START - timedelta(days=9),
    updated_at=DAYS[2],
    acquired={"email": DAYS[2]},
)
OTHER = Holder("r2", "p", False, {"email": "b@x.es"})


@pytest.mark.parametrize(
    "holders, said, expected",
    [
        pytest.param(
            [MOVED, OTHER],
            [("r1", "withdrawn", 0), ("r2", "granted", 1)],
            "withdrawn",
            id="another's grant lifts no withdrawal made about the address of before",
        ),
        pytest.param(
            [replace(MOVED, acquired={}), OTHER],
            [("r1", "withdrawn", 0), ("r2", "granted", 1)],
            "withdrawn",
            id="nor one of a record that may have had another address",
        ),
        pytest.param(
            [replace(MOVED, acquired={"email": DAYS[0]}), OTHER],
            [("r1", "withdrawn", 0), ("r2", "granted", 1)],
            "granted",
            id="but one of a record that had this address then",
        ),
        pytest.param(
            [MOVED],
            [("r1", "granted", 0)],
            "unknown",
            id="a grant does not move to the record's next address",
        ),
        pytest.param(
            [replace(MOVED, acquired={})],
            [("r1", "granted", 0)],
            "granted",
            id="nor does it end where nothing shows that the address is another",
        ),
        pytest.param(
            [MOVED],
            [("r1", "withdrawn", 0), ("r1", "granted", 3)],
            "granted",
            id="who withdrew at the old address and agrees at the new one has agreed",
        ),
    ],
)
def test_a_statement_speaks_of_the_address_of_its_moment(
    bench: Bench, holders: list[Holder], said: list[tuple[str, str, int]], expected: str
) -> None:
    statements = [
        Said(f"c{n}", record, "contact", "email", None, None, status, DAYS[day])
        for n, (record, status, day) in enumerate(said)
    ]
    build(bench, [Consent(holders, statements, CHANNELS)])

    found = bench.rows(
        f"select contact_point, status from {bench.relation('dim_channel_permissions')}"
        " where channel = 'email'"
    )

    assert found == [("b@x.es", expected)]


@pytest.mark.parametrize("acquired, refuses", [(DAYS[2], True), (DAYS[0], False)])
def test_so_does_a_refusal_of_tracking(bench: Bench, acquired: datetime, refuses: bool) -> None:
    holders = [replace(MOVED, acquired={"email": acquired}), OTHER]
    statements = [
        Said("c0", "r1", "tracking", None, None, None, "withdrawn", DAYS[0]),
        Said("c1", "r2", "tracking", None, None, None, "granted", DAYS[1]),
    ]
    build(bench, [Consent(holders, statements, CHANNELS)])

    found = bench.rows(f"select customer_id from {bench.relation('fct_tracking_refusals')}")

    assert found == ([("p",)] if refuses else [])


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
