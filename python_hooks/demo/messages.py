"""E-mails and texts that went out, and what became of them (raw schema of klaviyo)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import Accounts, news_number
from python_hooks.demo.arrays import (
    DAY,
    Flags,
    Ints,
    blank,
    pick,
    same,
    stamps,
    stream,
    text,
)
from python_hooks.demo.campaigns import Assignments, PastCampaign, subscribed
from python_hooks.demo.checkouts import Carts
from python_hooks.demo.people import People
from python_hooks.demo.profiles import (
    BOUNCED,
    CLICKED,
    FLOWS,
    JOINED,
    LEFT,
    METRICS,
    OPENED,
    RECEIVED,
    SPAM,
    TEXT_CLICKED,
    TEXT_JOINED,
    TEXT_LEFT,
    TEXTED,
    profile_id,
)
from python_hooks.demo.scribe import clean_phone, email_of
from python_hooks.demo.shop import ID_STEP
from python_hooks.demo.span import Span
from python_hooks.demo.visits import Visits


@dataclass(frozen=True)
class Sends:
    """One entry per message that went out."""

    person: Ints
    campaign: Ints  # -1 for a flow
    flow: Ints  # -1 for a campaign
    sent_at: Ints
    is_text: Flags


def draw_sends(
    seed: int,
    block: int,
    people: People,
    accounts: Accounts,
    campaigns: list[PastCampaign],
    assignments: Assignments,
    visits: Visits,
    carts: Carts,
    span: Span,
) -> Sends:
    """Newsletters to the interested, experiments to all but the held out, flows to who is due."""
    rng = stream(seed, "sends", block)
    person, campaign = [], []
    for one in campaigns:
        if one.is_experiment:
            mine = (assignments.campaign == one.number) & ~assignments.is_holdout
            place = assignments.person[mine]
        else:
            interest = np.clip(0.35 + 2.5 * people.affinity[:, one.category], 0, 1)
            place = np.flatnonzero(subscribed(accounts, one) & (rng.random(len(people)) < interest))
        person.append(place)
        campaign.append(np.full(len(place), one.number, dtype=np.int64))
    sent_at = np.array([one.sent_at for one in campaigns], dtype=np.int64)
    is_text = np.array([one.channel == "sms" for one in campaigns], dtype=bool)
    who = np.concatenate(person) if person else np.empty(0, dtype=np.int64)
    which = np.concatenate(campaign) if campaign else np.empty(0, dtype=np.int64)
    at = sent_at[which] + rng.integers(0, 1800, len(which)) if len(which) else which
    welcome = np.flatnonzero(
        (accounts.news_since >= span.begin) & (accounts.news_since < span.end - 3600)
    )
    cart_place, cart_at = visits.person[carts.visit], carts.left_at + 4 * 3600
    due = (
        visits.is_known[carts.visit]
        & (accounts.news_since[cart_place] <= carts.left_at)
        & (accounts.unsubscribed_at[cart_place] > cart_at)
        & (cart_at < span.end - 3 * DAY)
    )
    flow_person = np.r_[welcome, cart_place[due]]
    flow_at = np.r_[accounts.news_since[welcome] + 900, cart_at[due]]
    flow = np.r_[np.zeros(len(welcome), dtype=np.int64), np.ones(int(due.sum()), dtype=np.int64)]
    return Sends(
        np.r_[who, flow_person],
        np.r_[which, np.full(len(flow), -1, dtype=np.int64)],
        np.r_[np.full(len(which), -1, dtype=np.int64), flow],
        np.r_[at, flow_at],
        np.r_[
            is_text[which] if len(which) else np.empty(0, dtype=bool),
            np.zeros(len(flow), dtype=bool),
        ],
    )


def event_table(
    seed: int,
    block: int,
    people: People,
    accounts: Accounts,
    sends: Sends,
    campaigns: list[PastCampaign],
    span: Span,
) -> pa.Table:
    """klaviyo.event: one row per thing that happened to a message, and per subscription."""
    rng = stream(seed, "message events", block)
    count = len(sends.person)
    every = np.arange(count)
    keen = accounts.news_share[sends.person] / 1000
    dead = people.favourite_seed[sends.person] % 240 == 0
    bounced = ~sends.is_text & ((rng.random(count) < 0.004) | (dead & (rng.random(count) < 0.5)))
    received = ~bounced
    opened = received & ~sends.is_text & (rng.random(count) < keen)
    clicked = (opened | (sends.is_text & received)) & (rng.random(count) < 0.11)
    hours = np.minimum(rng.exponential(5.0, count), 60)
    local_hour = ((sends.sent_at + hours * 3600) % DAY) / 3600
    shift = (people.peak_hour[sends.person] - 1.5 - local_hour) % 24
    hours = np.where(rng.random(count) < 0.5, hours + shift, hours)
    opened_at = sends.sent_at + 60 + (hours * 3600).astype(np.int64)
    opened &= opened_at < span.end - 300
    clicked &= opened_at < span.end - 300
    spam = opened & (rng.random(count) < 0.0008)
    leavers = np.flatnonzero(
        (accounts.unsubscribed_at < span.end) & (accounts.unsubscribed_at >= span.begin)
    )
    joins = np.flatnonzero((accounts.news_since < span.end) & (accounts.news_since >= span.begin))
    text_joins = np.flatnonzero(
        (accounts.sms_since < span.end) & (accounts.sms_since >= span.begin)
    )
    text_leavers = np.flatnonzero(
        (accounts.sms_stopped_at < span.end) & (accounts.sms_stopped_at >= span.begin)
    )
    parts: list[tuple[Ints, Ints, Ints, Ints]] = [
        (
            np.where(sends.is_text, TEXTED, RECEIVED)[received],
            every[received],
            sends.person[received],
            sends.sent_at[received] + 20,
        ),
        (
            np.full(int(opened.sum()), OPENED),
            every[opened],
            sends.person[opened],
            opened_at[opened],
        ),
        (
            np.where(sends.is_text, TEXT_CLICKED, CLICKED)[clicked],
            every[clicked],
            sends.person[clicked],
            opened_at[clicked] + 25,
        ),
        (
            np.full(int(bounced.sum()), BOUNCED),
            every[bounced],
            sends.person[bounced],
            sends.sent_at[bounced] + 40,
        ),
        (np.full(int(spam.sum()), SPAM), every[spam], sends.person[spam], opened_at[spam] + 50),
        (
            np.full(len(leavers), LEFT),
            np.full(len(leavers), -1),
            leavers,
            accounts.unsubscribed_at[leavers],
        ),
        (np.full(len(joins), JOINED), np.full(len(joins), -1), joins, accounts.news_since[joins]),
        (
            np.full(len(text_joins), TEXT_JOINED),
            np.full(len(text_joins), -1),
            text_joins,
            accounts.sms_since[text_joins],
        ),
        (
            np.full(len(text_leavers), TEXT_LEFT),
            np.full(len(text_leavers), -1),
            text_leavers,
            accounts.sms_stopped_at[text_leavers],
        ),
    ]
    metric, send, person, at = (
        np.concatenate([part[number] for part in parts]).astype(np.int64) for number in range(4)
    )
    has_send = send >= 0
    found = np.maximum(send, 0)
    campaign = np.where(has_send, sends.campaign[found], -1) if count else np.full(len(send), -1)
    flow = np.where(has_send, sends.flow[found], -1) if count else np.full(len(send), -1)
    hard = people.favourite_seed[person] % 240 == 0
    ids = [one.campaign_id for one in campaigns] or [""]
    names = [one.name for one in campaigns] or [""]
    subjects = [one.subject for one in campaigns] or [""]
    is_text = np.isin(metric, (TEXTED, TEXT_CLICKED, TEXT_LEFT, TEXT_JOINED))
    address = email_of(people, person, np.zeros(len(person), dtype=bool))
    return pa.table(
        {
            "ID": text("ev", block * ID_STEP + np.arange(len(metric), dtype=np.int64)),
            "PERSON_ID": profile_id(news_number(people.person[person])),
            "CAMPAIGN_ID": blank(pick(ids, np.maximum(campaign, 0)), campaign < 0),
            "FLOW_ID": blank(text("F", np.maximum(flow, 0)), flow < 0),
            "DATETIME": stamps(at),
            "TIMESTAMP": stamps(at),
            "_FIVETRAN_DELETED": same("FALSE", len(metric)),
            "METRIC_ID": text("M", metric),
            "TYPE": pick(METRICS, metric),
            "PROPERTY_SUBJECT": blank(
                pick(subjects, np.maximum(campaign, 0)), (campaign < 0) | is_text
            ),
            "PROPERTY_CAMPAIGN_NAME": blank(pick(names, np.maximum(campaign, 0)), campaign < 0),
            "PROPERTY_MESSAGE_NAME": blank(pick(FLOWS, np.maximum(flow, 0)), flow < 0),
            "PROPERTY_BOUNCE_TYPE": blank(
                pick(["Soft", "Hard"], hard.astype(np.int64)), metric != BOUNCED
            ),
            "PROPERTY_EMAIL": blank(address, is_text),
            "PROPERTY_TO_NUMBER": clean_phone(people, person, ~is_text),
            "_FIVETRAN_SYNCED": stamps(at + 5400),
        }
    )
