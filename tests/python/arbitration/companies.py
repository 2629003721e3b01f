"""Random companies for the walk: few campaigns and people, so that everything collides."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.python.reference.walk import (
    Campaign,
    Candidate,
    Cap,
    Company,
    Contact,
    Customer,
    Exclusion,
)

DAY = date(2026, 4, 8)  # a Wednesday, a week after the start of its month
MODES = ("priority", "value", "chronological")
CHANNELS = ("email", "sms", "till")
GROUPS = ("g1", "g2")
TOPICS = ("t1", "t2")
SEGMENTS = ("champions", "lost")


@st.composite
def scopes(draw: st.DrawFn, names: tuple[str, ...], with_channel: bool) -> tuple[str, str | None]:
    kinds = ["all", "topic", "group", "campaign"] + (["channel"] if with_channel else [])
    kind = draw(st.sampled_from(kinds))
    values = {"topic": TOPICS, "group": GROUPS, "campaign": names, "channel": CHANNELS}
    return kind, None if kind == "all" else draw(st.sampled_from(values[kind]))


@st.composite
def companies(
    draw: st.DrawFn, most_campaigns: int = 6, most_customers: int = 5, most_contacts: int = 6
) -> Company:
    names = tuple(f"c{number}" for number in range(draw(st.integers(1, most_campaigns))))
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
        for number in range(draw(st.integers(1, most_customers)))
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
        for number in range(draw(st.integers(0, most_contacts)))
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
                        draw=draw(st.integers(0, 3)),
                    )
                )
    return Company(
        decision_date=DAY,
        mode=draw(st.sampled_from(MODES)),
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
