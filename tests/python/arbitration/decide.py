"""A company in the shape of the models the walk reads, decided by the project's own SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.python.arbitration.companies import CHANNELS
from tests.python.compiled_sql import Bench
from tests.python.reference.walk import Company

WALK_MODELS = (
    "int_contacts_counting",
    "int_contacts_already_published",
    "int_candidates_contending",
    "int_caps_in_force",
    "int_caps_of_campaigns",
    "int_caps_of_customers",
    "int_cap_contacts_before",
    "int_cap_counts_before",
    "int_caps_full_before",
    "int_candidates_capped_before",
    "int_exclusions_of_campaigns",
    "int_candidates_excluded_before",
    "int_capacities_left",
    "int_campaigns_reached_before",
    "int_candidates_open",
    "int_walk_selected",
    "int_walk_states",
    "int_walk_states_closed",
    "int_addresses_closed",
    "int_walk_obstacles",
    "int_walk_decided",
    "int_campaign_hold_days",
    "int_walk_explained",
)

# Columns of candidates that only pass through the walk.
UNREAD_COLUMNS = (
    "decision_id", "trigger_id", "campaign_group", "topic", "purpose", "send_before_at",
)  # fmt: skip


def decide_in_rounds(bench: Bench, company: Company) -> dict[tuple[str, str, str], tuple]:
    keys = Keys(company)
    bench.give(
        "int_customers_numbered",
        {"customer_key": "int", "customer_id": "varchar", "max_contacts_per_week": "bigint"},
        [vars(c) | {"customer_key": keys.customers[c.customer_id]} for c in company.customers],
    )
    bench.give(
        "int_contact_points_numbered",
        {
            "contact_point_key": "int",
            "contact_point_type": "varchar",
            "contact_point": "varchar",
        },
        [
            {"contact_point_key": key, "contact_point_type": "any", "contact_point": point}
            for point, key in keys.contact_points.items()
        ],
    )
    bench.give(
        "int_campaigns_active",
        {
            "campaign_key": "int",
            "campaign_id": "varchar",
            "campaign_group": "varchar",
            "topic": "varchar",
            "daily_capacity": "bigint",
            "obeys_exclusions": "boolean",
        },
        [vars(c) | {"campaign_key": keys.campaigns[c.campaign_id]} for c in company.campaigns],
    )
    bench.give(
        "int_campaign_channels_listed",
        {
            "campaign_channel_key": "int",
            "campaign_key": "int",
            "campaign_id": "varchar",
            "channel": "varchar",
            "campaign_group": "varchar",
            "topic": "varchar",
            "is_service": "boolean",
            "obeys_caps": "boolean",
            "counts_to_caps": "boolean",
            "obeys_exclusions": "boolean",
        },
        [
            vars(c)
            | {
                "campaign_key": keys.campaigns[c.campaign_id],
                "campaign_channel_key": keys.campaign_channels[c.campaign_id, channel],
                "channel": channel,
            }
            for c in company.campaigns
            for channel in CHANNELS
        ],
    )
    bench.give(
        "int_candidates_gated",
        {
            "customer_id": "varchar",
            "customer_key": "int",
            "campaign_id": "varchar",
            "campaign_key": "int",
            "channel": "varchar",
            "campaign_channel_key": "int",
            "contact_point_key": "int",
            "contact_point": "varchar",
            "gate_reason": "varchar",
            "rank_score": "decimal(18,4)",
            "strength": "decimal(5,4)",
            "channel_rank": "bigint",
            "draw": "bigint",
            "is_service": "boolean",
            "triggered_at": "timestamp",
            "planned_send_at": "timestamp",
            **dict.fromkeys(UNREAD_COLUMNS, "varchar"),
        },
        [
            vars(candidate)
            | {
                "customer_key": keys.customers[candidate.customer_id],
                "campaign_key": keys.campaigns[candidate.campaign_id],
                "campaign_channel_key": keys.campaign_channels[
                    candidate.campaign_id, candidate.channel
                ],
                "contact_point_key": keys.contact_points[candidate.contact_point],
                "is_service": keys.service[candidate.campaign_id],
            }
            for candidate in company.candidates
        ],
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
    bench.build(WALK_MODELS)
    rows = bench.rows(
        f"""
        select customer_key, campaign_channel_key, outcome, reason, blocked_by_type, blocked_by_id
        from {bench.relation("int_walk_explained")}
        where outcome is not null
        """
    )
    names = {key: pair for pair, key in keys.campaign_channels.items()}
    people = {key: customer for customer, key in keys.customers.items()}
    return {(people[row[0]], *names[row[1]]): row[2:] for row in rows}


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the project says would have let a rejected candidate through."""

    remedy_type: str
    remedy_id: str | None
    remedy_value: Decimal | None
    remedy_at: datetime | None
    remedy_date: date | None


def remedies_stated(bench: Bench, company: Company) -> dict[tuple[str, str, str], Remedy]:
    """Of each rejected candidate of the company the bench decided last."""
    keys = Keys(company)
    rows = bench.rows(
        f"""
        select
            customer_key, campaign_channel_key, remedy_type, remedy_id, remedy_value, remedy_at,
            remedy_date
        from {bench.relation("int_walk_explained")}
        where remedy_type is not null
        """
    )
    names = {key: pair for pair, key in keys.campaign_channels.items()}
    people = {key: customer for customer, key in keys.customers.items()}
    return {(people[row[0]], *names[row[1]]): Remedy(*row[2:]) for row in rows}


class Keys:
    """The whole numbers that stand for names inside the walk; they order as the names."""

    def __init__(self, company: Company) -> None:
        points = {c.contact_point for c in company.candidates}
        points |= {c.contact_point for c in company.ledger}
        campaigns = sorted(c.campaign_id for c in company.campaigns)
        self.customers = numbered(c.customer_id for c in company.customers)
        self.contact_points = numbered(points)
        self.campaigns = numbered(campaigns)
        self.campaign_channels = numbered((c, channel) for c in campaigns for channel in CHANNELS)
        self.service = {c.campaign_id: c.is_service for c in company.campaigns}


def numbered(names: Iterable[Any]) -> dict[Any, int]:
    """1 for the first of the names, and so on."""
    return {name: number for number, name in enumerate(sorted(names), start=1)}


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
