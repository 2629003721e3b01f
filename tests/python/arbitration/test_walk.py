"""The rounds decide what the one-by-one walk decides, on random companies."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.python.compiled_sql import Bench, compile_project
from tests.python.reference.walk import (
    Campaign,
    Candidate,
    Cap,
    Company,
    Contact,
    Customer,
    Exclusion,
    walk,
)

DAY = date(2026, 4, 8)  # a Wednesday, a week after the start of its month
EXAMPLES = int(os.environ.get("BATUTA_WALK_EXAMPLES", "200"))

CHANNELS = ("email", "sms", "till")
GROUPS = ("g1", "g2")
TOPICS = ("t1", "t2")
SEGMENTS = ("champions", "lost")

WALK_MODELS = (
    "int_contacts_counting",
    "int_contacts_already_published",
    "int_candidates_contending",
    "int_caps_in_force",
    "int_cap_profiles_matched",
    "int_cap_counts_before",
    "int_candidate_caps_listed",
    "int_exclusions_of_campaigns",
    "int_exclusions_from_ledger",
    "int_capacities_left",
    "int_walk_settled",
    "int_walk_blockers_found",
    "int_walk_decided",
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    project = compile_project(
        tmp_path_factory.mktemp("walk") / "home",
        "arbitration",
        {"as_of": f"{DAY} 06:00:00", "arbitration_mode": "priority"},
    )
    return Bench(project)


@st.composite
def scopes(draw: st.DrawFn, names: tuple[str, ...], with_channel: bool) -> tuple[str, str | None]:
    kinds = ["all", "topic", "group", "campaign"] + (["channel"] if with_channel else [])
    kind = draw(st.sampled_from(kinds))
    values = {"topic": TOPICS, "group": GROUPS, "campaign": names, "channel": CHANNELS}
    return kind, None if kind == "all" else draw(st.sampled_from(values[kind]))


@st.composite
def companies(draw: st.DrawFn) -> Company:
    names = tuple(f"c{number}" for number in range(draw(st.integers(1, 6))))
    campaigns = [
        Campaign(
            campaign_id=name,
            campaign_group=draw(st.sampled_from(GROUPS)),
            topic=draw(st.sampled_from(TOPICS)),
            is_service=draw(st.integers(0, 5)) == 0,
            obeys_caps=draw(st.integers(0, 5)) > 0,
            counts_to_caps=draw(st.integers(0, 3)) > 0,
            obeys_exclusions=draw(st.integers(0, 3)) > 0,
            daily_capacity=draw(st.sampled_from((None, None, 0, 1, 2, 3))),
        )
        for name in names
    ]
    customers = [
        Customer(
            customer_id=f"p{number}",
            rfm_segment=draw(st.sampled_from((*SEGMENTS, None))),
            max_contacts_per_week=draw(st.sampled_from((None, None, None, 0, 1, 2))),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    caps = []
    for number in range(draw(st.integers(0, 4))):
        scope, value = draw(scopes(names, True))
        window_type = draw(
            st.sampled_from(["rolling_days", "calendar_day", "calendar_week", "calendar_month"])
        )
        segment = draw(st.sampled_from((None, None, *SEGMENTS)))
        caps.append(
            Cap(
                cap_id=f"cap{number}",
                scope=scope,
                scope_value=value,
                unit=draw(st.sampled_from(["customer", "contact_point"])),
                window_type=window_type,
                window_days=draw(st.integers(1, 10)) if window_type == "rolling_days" else None,
                max_contacts=draw(st.sampled_from((0, 1, 1, 1, 2, 3))),
                profile_attribute="rfm_segment" if segment else None,
                profile_value=segment,
            )
        )
    exclusions = []
    for number in range(draw(st.integers(0, 5))):
        blocking, blocked = draw(scopes(names, False)), draw(scopes(names, False))
        exclusions.append(Exclusion(f"x{number}", *blocking, *blocked, draw(st.integers(0, 5))))
    ledger = [
        Contact(
            contact_id=f"l{number}",
            customer_id=draw(st.sampled_from(customers)).customer_id,
            campaign_id=draw(st.sampled_from((*names, "elsewhere"))),
            campaign_group=draw(st.sampled_from((*GROUPS, "outside"))),
            topic=draw(st.sampled_from((*TOPICS, "outside"))),
            channel=draw(st.sampled_from(CHANNELS)),
            contact_point=draw(st.sampled_from(["shared", "own"])) + str(number % 3),
            counts_to_caps=draw(st.booleans()),
            status=draw(st.sampled_from(["published", "sent", "bounced", "not_sent"])),
            contact_date=DAY - timedelta(days=draw(st.integers(0, 9))),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    published_today = {
        (c.customer_id, c.campaign_id, c.channel) for c in ledger if c.contact_date == DAY
    }
    candidates = []
    for customer in customers:
        for campaign in campaigns:
            channels = draw(st.lists(st.sampled_from(CHANNELS), unique=True, max_size=3))
            for rank, channel in enumerate(channels, start=1):
                if (customer.customer_id, campaign.campaign_id, channel) in published_today:
                    continue
                candidates.append(
                    Candidate(
                        customer_id=customer.customer_id,
                        campaign_id=campaign.campaign_id,
                        channel=channel,
                        contact_point=draw(
                            st.sampled_from(["shared0", "shared0", f"own-{customer.customer_id}"])
                        ),
                        rank_score=Decimal(draw(st.integers(0, 3))),
                        strength=Decimal(draw(st.integers(0, 2))) / 2,
                        triggered_at=datetime(2026, 4, 7, draw(st.integers(0, 2))),
                        planned_send_at=datetime(2026, 4, 8, draw(st.integers(7, 10))),
                        channel_rank=rank,
                        draw=str(draw(st.integers(0, 9))) + campaign.campaign_id,
                    )
                )
    return Company(
        decision_date=DAY,
        mode=draw(st.sampled_from(["priority", "value", "chronological"])),
        campaigns=campaigns,
        channel_capacities={
            channel: draw(st.sampled_from((None, None, None, 0, 2, 5))) for channel in CHANNELS
        },
        caps=caps,
        exclusions=exclusions,
        customers=customers,
        ledger=ledger,
        candidates=candidates,
    )


def decide_in_rounds(bench: Bench, company: Company) -> dict[tuple[str, str, str], tuple]:
    campaigns = {c.campaign_id: c for c in company.campaigns}
    wishes = {c.customer_id: c.max_contacts_per_week for c in company.customers}
    bench.give(
        "int_candidates_gated",
        {
            "decision_id": "varchar",
            "customer_id": "varchar",
            "campaign_id": "varchar",
            "channel": "varchar",
            "campaign_group": "varchar",
            "topic": "varchar",
            "contact_point_type": "varchar",
            "contact_point": "varchar",
            "draw": "varchar",
            "gate_reason": "varchar",
            "rank_score": "decimal(18,4)",
            "strength": "decimal(5,4)",
            "channel_rank": "bigint",
            "max_contacts_per_week": "bigint",
            "daily_capacity": "bigint",
            "is_service": "boolean",
            "obeys_caps": "boolean",
            "counts_to_caps": "boolean",
            "obeys_exclusions": "boolean",
            "triggered_at": "timestamp",
            "planned_send_at": "timestamp",
        },
        [
            vars(candidate)
            | vars(campaigns[candidate.campaign_id])
            | {
                "decision_id": "/".join(
                    (candidate.customer_id, candidate.campaign_id, candidate.channel)
                ),
                "contact_point_type": "any",
                "max_contacts_per_week": wishes[candidate.customer_id],
            }
            for candidate in company.candidates
        ],
    )
    bench.give(
        "int_campaigns_active",
        {"campaign_id": "varchar", "daily_capacity": "bigint"},
        [vars(c) for c in company.campaigns],
    )
    bench.give("campaigns", {"campaign_id": "varchar"}, [vars(c) for c in company.campaigns])
    bench.give(
        "channels",
        {"channel": "varchar", "daily_capacity": "bigint"},
        [{"channel": c, "daily_capacity": n} for c, n in company.channel_capacities.items()],
    )
    bench.give(
        "contact_caps",
        {
            "cap_id": "varchar",
            "scope": "varchar",
            "scope_value": "varchar",
            "unit": "varchar",
            "window_type": "varchar",
            "window_days": "bigint",
            "max_contacts": "bigint",
            "profile_attribute": "varchar",
            "profile_value": "varchar",
        },
        [vars(cap) for cap in company.caps],
    )
    bench.give(
        "campaign_exclusions",
        {
            "exclusion_id": "varchar",
            "blocking_scope": "varchar",
            "blocking_value": "varchar",
            "blocked_scope": "varchar",
            "blocked_value": "varchar",
            "window_days": "bigint",
        },
        [vars(rule) for rule in company.exclusions],
    )
    bench.give(
        "fct_contact_ledger",
        {
            "contact_id": "varchar",
            "decision_id": "varchar",
            "customer_id": "varchar",
            "campaign_id": "varchar",
            "trigger_id": "varchar",
            "channel": "varchar",
            "contact_point_type": "varchar",
            "contact_point": "varchar",
            "campaign_group": "varchar",
            "topic": "varchar",
            "purpose": "varchar",
            "status": "varchar",
            "counts_to_caps": "boolean",
            "contact_date": "date",
        },
        [vars(contact) | {"contact_point_type": "any"} for contact in company.ledger],
    )
    bench.give(
        "stg_batuta__published_contacts",
        {
            "decision_id": "varchar",
            "customer_id": "varchar",
            "campaign_id": "varchar",
            "channel": "varchar",
            "trigger_id": "varchar",
            "campaign_group": "varchar",
            "topic": "varchar",
            "purpose": "varchar",
            "contact_point": "varchar",
            "contact_date": "date",
        },
        [],
    )
    bench.give(
        "int_customers_described",
        described_columns(bench),
        [vars(customer) for customer in company.customers],
    )
    bench.build(WALK_MODELS, ("'priority'", f"'{company.mode}'"))
    rows = bench.rows(
        f"""
        select decision_id, outcome, reason, blocked_by_type, blocked_by_id
        from {bench.relation("int_walk_decided")}
        """
    )
    return {tuple(str(row[0]).split("/")): row[1:] for row in rows}


def described_columns(bench: Bench) -> dict[str, str]:
    """The columns the profile filter may name, all texts here but those of the company."""
    code = bench.project.code["int_customers_described"]
    final = code[code.rindex("final as") :]
    names = [
        line.strip().rstrip(",").split(".")[1]
        for line in final.splitlines()
        if line.strip().startswith(("customers.", "profiles."))
    ]
    return dict.fromkeys(dict.fromkeys(names), "varchar")


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(company=companies())
def test_rounds_decide_what_the_walk_decides(bench: Bench, company: Company) -> None:
    decided = decide_in_rounds(bench, company)

    expected = {
        key: (v.outcome, v.reason, v.blocked_by_type, v.blocked_by_id)
        for key, v in walk(company).items()
    }
    assert decided == expected
