"""The newsletter's profiles, campaigns, flows and metrics (raw schema of klaviyo)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from python_hooks.demo.accounts import NEVER, Accounts, news_number, shop_id
from python_hooks.demo.arrays import (
    DAY,
    Ints,
    as_column,
    blank,
    pick,
    same,
    stamps,
    stream,
    text,
)
from python_hooks.demo.campaigns import PastCampaign
from python_hooks.demo.people import People
from python_hooks.demo.places import COUNTRIES, LANGUAGES, LOCALES
from python_hooks.demo.scribe import clean_phone, email_as_typed, email_of, write_down
from python_hooks.demo.span import Span


def profile_id(number: Ints) -> pa.Array:
    """The key of a profile."""
    return text("01K", number)


def person_table(seed: int, block: int, people: People, accounts: Accounts, span: Span) -> pa.Table:
    """klaviyo.person: one row per profile; the second of a person has the former address."""
    rng = stream(seed, "profiles", block)
    first = np.flatnonzero(accounts.news_since < NEVER)
    second = np.flatnonzero(accounts.second_news_since < NEVER)
    place = np.r_[first, second]
    copy = np.r_[np.zeros(len(first), dtype=np.int64), np.ones(len(second), dtype=np.int64)]
    since = np.where(copy == 0, accounts.news_since[place], accounts.second_news_since[place])
    order = np.lexsort((copy, place))
    place, copy, since = place[order], copy[order], since[order]
    written = write_down(rng, people, place, since, 0.03)
    nameless = rng.random(len(place)) < 0.25
    texts = accounts.sms_since[place] < NEVER
    left = accounts.unsubscribed_at[place] < NEVER
    stopped = accounts.sms_stopped_at[place] < NEVER
    consent = np.where(left, 0, 1) + np.where(texts & ~stopped, 2, 0)
    updated = np.where(left & (copy == 0), accounts.unsubscribed_at[place], since)
    country = people.country[place]
    number = np.where(
        copy == 0, news_number(people.person[place]), news_number(people.person[place], 1)
    )
    from_shop = (accounts.shop_since[place] <= since) & (copy == 0) & (rng.random(len(place)) < 0.5)
    return pa.table(
        {
            "ID": profile_id(number),
            "UPDATED": stamps(updated),
            "CREATED": stamps(since),
            "_FIVETRAN_DELETED": pick(
                ["FALSE", "TRUE"], (rng.random(len(place)) < 0.004).astype(np.int64)
            ),
            "FIRST_NAME": blank(written.first_name, nameless),
            "LAST_NAME": blank(written.last_name, nameless | (rng.random(len(place)) < 0.15)),
            "TIMEZONE": blank(
                pick([land.time_zone for land in COUNTRIES], country), rng.random(len(place)) < 0.3
            ),
            "PHONE_NUMBER": clean_phone(people, place, ~texts & (rng.random(len(place)) < 0.7)),
            "COUNTRY": blank(
                pick([land.name for land in COUNTRIES], country), rng.random(len(place)) < 0.2
            ),
            "ZIP": blank(written.postal_code, nameless),
            "CITY": blank(written.city, rng.random(len(place)) < 0.3),
            "EXTERNAL_ID": blank(shop_id(people.person[place]), ~from_shop).cast(pa.string()),
            "EMAIL": email_as_typed(rng, email_of(people, place, copy == 1)),
            "CUSTOM_CONSENT_METHOD": pick(
                ["Klaviyo Form", "Checkout", "Store"], rng.integers(0, 3, len(place))
            ),
            "CUSTOM_CONSENT": pick([None, '["email"]', '["sms"]', '["email","sms"]'], consent),
            "CUSTOM_CONSENT_TIMESTAMP": stamps(since, consent == 0),
            "CUSTOM_BIRTHDAY": blank(
                as_column(people.birth_date[place]).cast(pa.string()), rng.random(len(place)) < 0.7
            ),
            "CUSTOM_LANGUAGE": pick([LOCALES[code] for code in LANGUAGES], people.language[place]),
            "_FIVETRAN_SYNCED": stamps(np.full(len(place), span.end - 900)),
        }
    )


def metric_table(span: Span) -> pa.Table:
    """klaviyo.metric: one row per kind of event."""
    count = len(METRICS)
    born = stamps(np.full(count, span.begin - 900 * DAY))
    return pa.table(
        {
            "ID": text("M", np.arange(count, dtype=np.int64)),
            "NAME": pa.array(METRICS),
            "INTEGRATION_ID": same("0eMvjm", count),
            "CREATED": born,
            "UPDATED": born,
            "_FIVETRAN_DELETED": same("FALSE", count),
            "_FIVETRAN_SYNCED": born,
        }
    )


def campaign_table(campaigns: list[PastCampaign], span: Span) -> pa.Table:
    """klaviyo.campaign: one row per campaign that was sent."""
    sent = np.array([one.sent_at for one in campaigns], dtype=np.int64)
    return pa.table(
        {
            "ID": pa.array([one.campaign_id for one in campaigns], pa.string()),
            "STATUS_LABEL": same("Sent", len(campaigns)),
            "FROM_EMAIL": same("hola@shop.example.com", len(campaigns)),
            "SUBJECT": pa.array([one.subject for one in campaigns], pa.string()),
            "NAME": pa.array([one.name for one in campaigns], pa.string()),
            "STATUS": same("sent", len(campaigns)),
            "CREATED": stamps(sent - 2 * DAY),
            "UPDATED": stamps(sent),
            "SEND_TIME": stamps(sent),
            "SENT_AT": stamps(sent),
            "_FIVETRAN_DELETED": same("FALSE", len(campaigns)),
            "_FIVETRAN_SYNCED": stamps(sent + 3600),
        }
    )


def flow_table(span: Span) -> pa.Table:
    """klaviyo.flow: one row per automatic series."""
    count = len(FLOWS)
    born = stamps(np.full(count, span.begin - 800 * DAY))
    return pa.table(
        {
            "ID": text("F", np.arange(count, dtype=np.int64)),
            "NAME": pa.array(FLOWS),
            "STATUS": pa.array(["live", "live", "draft", "draft"]),
            "CREATED": born,
            "UPDATED": born,
            "_FIVETRAN_DELETED": same("FALSE", count),
            "_FIVETRAN_SYNCED": born,
        }
    )


METRICS = (
    "Received Email",
    "Opened Email",
    "Clicked Email",
    "Bounced Email",
    "Unsubscribed",
    "Marked Email as Spam",
    "Received SMS",
    "Clicked SMS",
    "Unsubscribed from SMS Marketing",
    "Subscribed to List",
    "Subscribed to SMS Marketing",
    "Dropped Email",
    "Placed Order",
)

(
    RECEIVED,
    OPENED,
    CLICKED,
    BOUNCED,
    LEFT,
    SPAM,
    TEXTED,
    TEXT_CLICKED,
    TEXT_LEFT,
    JOINED,
    TEXT_JOINED,
    DROPPED,
    PLACED,
) = range(len(METRICS))

FLOWS = ("Welcome series", "Abandoned cart", "Birthday", "Post purchase")
