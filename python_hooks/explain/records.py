"""What an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Person:
    """Whom it is about; nothing that names them.

    time_zone  None where it is not known; times are then shown in UTC
    """

    customer_id: str
    time_zone: str | None
    is_profiled: bool
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A decided day.

    newest_date     the day of the newest build, whose profiles, triggers and policy the tables hold
    newest_version  the policy of that build
    """

    decision_date: date
    as_of: datetime | None
    policy_version: str | None
    newest_date: date
    newest_version: str

    @property
    def is_newest(self) -> bool:
        """Whether the tables beside the decisions are of this day too."""
        return self.decision_date == self.newest_date

    @property
    def has_policy(self) -> bool:
        """Whether the policy files in the tables are those that decided the day."""
        return self.is_newest or self.policy_version == self.newest_version


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of fct_campaign_decisions.

    planned_send_at  UTC; None where none of today's moments is allowed
    rank_score       None for a contact that is kept although no candidate arises any more
    """

    decision_id: str
    campaign_id: str
    campaign_name: str | None
    channel: str
    walk_position: int
    planned_send_at: datetime | None
    rank_score: Decimal | None
    strength: Decimal | None
    trigger_id: str | None
    outcome: str
    reason: str
    blocked_by_type: str
    blocked_by_id: str | None
    blocked_by_date: date | None
    explanation: str

    @property
    def verdict(self) -> str:
        """The outcome, with its reason where that says more."""
        if self.outcome == self.reason:
            return self.outcome
        return f"{self.outcome}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact the ledger held before the walk.

    is_own  False: another customer's, at an address of this one; campaign_id is then not told
    counts  whether it counts to caps at all
    caps    the caps in whose window and scope it counts
    """

    contact_date: date
    campaign_id: str | None
    channel: str
    status: str
    is_own: bool
    counts: bool
    caps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CapCount:
    """A cap that applies to the customer, and how full it was before and after the walk.

    address         which address it counts at (`email`, `email 2`); None: it counts per customer
    profile_filter  `attribute = value` for whom it holds; None: for everyone
    """

    cap_id: str
    scope: str
    scope_value: str | None
    address: str | None
    profile_filter: str | None
    window_start: date
    window_end: date
    max_contacts: int
    count_before: int
    count_after: int


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a candidate, in the order in which they are asked.

    holds    None: it cannot be told, or one before it failed
    because  what is said where it does not hold
    """

    name: str
    asked: str
    value: str | None
    holds: bool | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A row of the campaign's audience rule and the customer's own value (None: not known)."""

    any_of: int
    subject: str
    subject_value: str | None
    attribute: str
    operator: str
    value: str | None
    customer_value: str | None
    holds: bool


@dataclass(frozen=True, slots=True)
class ChannelAnswer:
    """A channel, whether the campaign uses it, and what the customer has for it."""

    channel: str
    is_listed: bool
    is_known: bool
    address_count: int
    verdict: str | None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A campaign's answer: the conditions of a candidate, and one sentence."""

    campaign_id: str
    campaign_name: str | None
    is_candidate: bool
    conditions: tuple[Condition, ...]
    rule_rows: tuple[RuleRow, ...]
    channels: tuple[ChannelAnswer, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class DayStory:
    """A customer's day; with a campaign, that campaign's part of it and `why_not`.

    candidates  in walk order
    contacts    newest first
    caps        in the order in which they are looked at
    notes       what the tables cannot tell, in sentences
    """

    person: Person
    day: Day
    candidates: tuple[Candidate, ...]
    contacts: tuple[Contact, ...]
    caps: tuple[CapCount, ...]
    notes: tuple[str, ...]
    why_not: WhyNot | None = None
