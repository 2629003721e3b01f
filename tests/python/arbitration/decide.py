"""A company in the shape of the models the walk reads, decided by the project's own SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from tests.python.arbitration.together import HOUSE, house_of, number_of, own_name, together
from tests.python.compiled_sql import CompiledProject, Rows
from tests.python.reference.walk import Company, walk

Key = tuple[str, str, str]

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


class AnyBench(Protocol):
    """What the walk is decided on, whatever the engine."""

    project: CompiledProject

    def give(self, name: str, columns: Mapping[str, str], rows: Rows) -> None: ...
    def build(self, names: Iterable[str]) -> None: ...
    def rows(self, query: str) -> list[tuple[Any, ...]]: ...
    def relation(self, name: str) -> str: ...


DESCRIBED = "int_customers_described"
INPUTS = {
    "int_customers_numbered": {
        "customer_key": "int",
        "customer_id": "varchar",
        "max_contacts_per_week": "bigint",
    },
    "int_contact_points_numbered": {
        "contact_point_key": "int",
        "contact_point_type": "varchar",
        "contact_point": "varchar",
    },
    "int_campaigns_active": {
        "campaign_key": "int",
        "campaign_id": "varchar",
        "campaign_group": "varchar",
        "topic": "varchar",
        "daily_capacity": "bigint",
        "obeys_exclusions": "boolean",
    },
    "int_campaign_channels_listed": {
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
    "int_candidates_gated": {
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
    "campaigns": {"campaign_id": "varchar"},
    "channels": {"channel": "varchar", "daily_capacity": "bigint"},
    "contact_caps": {
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
    "campaign_exclusions": {
        "exclusion_id": "varchar",
        "blocking_scope": "varchar",
        "blocking_value": "varchar",
        "blocked_scope": "varchar",
        "blocked_value": "varchar",
        "window_days": "bigint",
    },
    "fct_contact_ledger": {
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
    "stg_batuta__published_contacts": {
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
}


def decide_together(bench: AnyBench, companies: Sequence[Company]) -> list[dict[Key, tuple]]:
    """What the rounds decide of each of the companies, in one run, in their own names."""
    decided: list[dict[Key, tuple]] = [{} for _ in companies]
    for key, (*verdict, blocker) in decide_in_rounds(bench, together(companies)).items():
        customer, campaign, channel = map(own_name, key)
        decided[number_of(key[0])][customer, campaign, channel] = (*verdict, own_name(blocker))
    return decided


def decide_in_rounds(bench: AnyBench, company: Company) -> dict[Key, tuple]:
    rows_given = rows_of(company)
    for name, columns in (INPUTS | {DESCRIBED: described_columns(bench.project)}).items():
        bench.give(name, columns, rows_given.get(name, []))
    bench.build(WALK_MODELS)
    rows = bench.rows(
        f"""
        select customer_key, campaign_channel_key, outcome, reason, blocked_by_type, blocked_by_id
        from {bench.relation("int_walk_explained")}
        where outcome is not null
        """
    )
    names = Keys(company)
    return {names.of(row[0], row[1]): row[2:] for row in rows}


def one_by_one(company: Company) -> dict[Key, tuple]:
    """What the walk in order decides, in the same form."""
    return {
        key: (v.outcome, v.reason, v.blocked_by_type, v.blocked_by_id)
        for key, v in walk(company).items()
    }


def rows_of(company: Company) -> dict[str, Rows]:
    """The rows of the walk's inputs; what is not named has none."""
    keys = Keys(company)
    return {
        "int_customers_numbered": [
            vars(c) | {"customer_key": keys.customers[c.customer_id]} for c in company.customers
        ],
        "int_contact_points_numbered": [
            {"contact_point_key": key, "contact_point_type": "any", "contact_point": point}
            for point, key in keys.contact_points.items()
        ],
        "int_campaigns_active": [
            vars(c) | {"campaign_key": keys.campaigns[c.campaign_id]} for c in company.campaigns
        ],
        "int_campaign_channels_listed": [
            vars(c)
            | {
                "campaign_key": keys.campaigns[c.campaign_id],
                "campaign_channel_key": keys.campaign_channels[c.campaign_id, channel],
                "channel": channel,
            }
            for c in company.campaigns
            for channel in channels_of(company, c.campaign_id)
        ],
        "int_candidates_gated": [
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
        "campaigns": [vars(c) for c in company.campaigns],
        "channels": [
            {"channel": c, "daily_capacity": n} for c, n in company.channel_capacities.items()
        ],
        "contact_caps": [vars(cap) for cap in company.caps],
        "campaign_exclusions": [vars(rule) for rule in company.exclusions],
        "fct_contact_ledger": [
            vars(contact) | {"contact_point_type": "any"} for contact in company.ledger
        ],
        DESCRIBED: [vars(c) | {HOUSE: house_of(c.customer_id)} for c in company.customers],
    }


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the project says would have let a rejected candidate through."""

    remedy_type: str
    remedy_id: str | None
    remedy_value: Decimal | None
    remedy_at: datetime | None
    remedy_date: date | None


def remedies_stated(bench: AnyBench, company: Company) -> dict[Key, Remedy]:
    """Of each rejected candidate of the company the bench decided last."""
    rows = bench.rows(
        f"""
        select
            customer_key, campaign_channel_key, remedy_type, remedy_id, remedy_value, remedy_at,
            remedy_date
        from {bench.relation("int_walk_explained")}
        where remedy_type is not null
        """
    )
    names = Keys(company)
    return {names.of(row[0], row[1]): Remedy(*row[2:]) for row in rows}


class Keys:
    """The whole numbers that stand for names inside the walk; they order as the names."""

    def __init__(self, company: Company) -> None:
        points = {c.contact_point for c in company.candidates}
        points |= {c.contact_point for c in company.ledger}
        campaigns = sorted(c.campaign_id for c in company.campaigns)
        self.customers = numbered(c.customer_id for c in company.customers)
        self.contact_points = numbered(points)
        self.campaigns = numbered(campaigns)
        self.campaign_channels = numbered(
            (c, channel) for c in campaigns for channel in channels_of(company, c)
        )
        self.service = {c.campaign_id: c.is_service for c in company.campaigns}
        self._people = {key: customer for customer, key in self.customers.items()}
        self._names = {key: pair for pair, key in self.campaign_channels.items()}

    def of(self, customer_key: Any, campaign_channel_key: Any) -> Key:
        """The names of a candidate: customer, campaign and channel."""
        campaign_id, channel = self._names[campaign_channel_key]
        return self._people[customer_key], campaign_id, channel


def channels_of(company: Company, campaign_id: str) -> list[str]:
    """The channels of the campaign's own company."""
    house = house_of(campaign_id)
    return [c for c in company.channel_capacities if house_of(c) == house]


def numbered(names: Iterable[Any]) -> dict[Any, int]:
    """1 for the first of the names, and so on."""
    return {name: number for number, name in enumerate(sorted(names), start=1)}


def described_columns(project: CompiledProject) -> dict[str, str]:
    """The columns the profile filter may name, all texts here but those of the company."""
    code = project.code[DESCRIBED]
    final = code[code.rindex("final as") :]
    names = [
        line.strip().rstrip(",").split(".")[1]
        for line in final.splitlines()
        if line.strip().startswith(("customers.", "profiles."))
    ]
    return dict.fromkeys(dict.fromkeys(names), "varchar")
