"""Finding the campaign somebody means, as the policy of the newest build has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from python_hooks.errors import UserError
from python_hooks.explain.reading import rows
from python_hooks.explain.records import Candidate
from python_hooks.policy.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a campaign asks for before it arises; `status` None: the policy has it no more."""

    campaign_id: str
    campaign_name: str | None
    status: str | None = None
    trigger_name: str | None = None
    audience_rule_id: str | None = None
    starts_date: date | None = None
    ends_date: date | None = None
    ttl_days: int | None = None
    channel_list: str | None = None

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels it may use, in its order."""
        names = (self.channel_list or "").split("|")
        return tuple(name.strip() for name in names if name.strip())


def find_campaign(
    warehouse: duckdb.DuckDBPyConnection, asked: str, candidates: Sequence[Candidate]
) -> Campaign:
    """The campaign of this id or name; one that only a kept decision names is found as well."""
    found = rows(
        warehouse,
        """
        select
            campaign_id, campaign_name, status, trigger_name, audience_rule_id,
            starts_date, ends_date, ttl_days, channels
        from policy.campaigns
        order by campaign_id
        """,
    )
    known = {row[0]: Campaign(*row) for row in found}
    for candidate in candidates:
        known.setdefault(candidate.campaign_id, Campaign(candidate.campaign_id, None))
    wanted = asked.strip()
    if wanted in known:
        return known[wanted]
    meant = [
        campaign
        for campaign in known.values()
        if wanted.lower() in (campaign.campaign_id.lower(), (campaign.campaign_name or "").lower())
    ]
    if wanted and len(meant) == 1:
        return meant[0]
    hint = did_you_mean(wanted, known)
    raise UserError(f"no campaign '{asked}' in the policy" + (f"; {hint}" if hint else ""))
