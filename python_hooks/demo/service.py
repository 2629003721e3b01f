"""The help desk: users, tickets, chats (raw schema of zendesk)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.demo.accounts import NEVER, Accounts, desk_id, shop_id
from python_hooks.demo.arrays import (
    DAY,
    Ints,
    as_column,
    blank,
    choose,
    pick,
    same,
    stream,
    text,
    time_text,
    weighted,
)
from python_hooks.demo.baskets import draw_categories
from python_hooks.demo.catalogue import NAMES
from python_hooks.demo.people import People
from python_hooks.demo.places import LANGUAGES, LOCALES
from python_hooks.demo.scribe import email_as_typed, email_of, phone_as_typed, write_down
from python_hooks.demo.shop import ID_STEP, ShopOrders
from python_hooks.demo.span import Span

QUESTIONS = (
    "Where is my order?",
    "Return of {}",
    "Question about {}",
    "Size of {}",
    "Invoice, please",
    "Allergic to {}?",
)


@dataclass(frozen=True)
class Contacts:
    """One entry per conversation with the help desk."""

    person: Ints
    started_at: Ints
    is_chat: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    category: Ints
    question: Ints


def draw_contacts(
    seed: int, block: int, people: People, orders: ShopOrders, span: Span
) -> Contacts:
    """Questions after orders, and questions before them."""
    rng = stream(seed, "contacts", block)
    after = np.flatnonzero(rng.random(len(orders.order_id)) < 0.05)
    person = np.r_[orders.purchases.person[after], np.flatnonzero(rng.random(len(people)) < 0.09)]
    start = np.maximum(people.joined_at, span.begin)
    at = np.r_[
        orders.purchases.bought_at[after] + rng.integers(3600, 9 * DAY, len(after)),
        start[person[len(after) :]]
        + (
            rng.random(len(person) - len(after)) * (span.end - start[person[len(after) :]] - 7200)
        ).astype(np.int64),
    ]
    inside = (at < span.end - 7200) & (at >= span.begin)
    person, at = person[inside], at[inside]
    is_after = np.r_[
        np.ones(len(after), dtype=bool), np.zeros(len(inside) - len(after), dtype=bool)
    ][inside]
    category = draw_categories(rng, people, person, span.months[span.day_of(at)])
    question = np.where(
        is_after,
        weighted(rng, [6, 3, 1, 1, 1, 0], len(at)),
        weighted(rng, [0, 0, 6, 3, 0, 1], len(at)),
    )
    order = np.lexsort((question, at, person))
    return Contacts(
        person[order],
        at[order],
        (rng.random(len(at)) < 0.45)[order],
        category[order],
        question[order],
    )


def desk_tables(
    seed: int, block: int, people: People, accounts: Accounts, contacts: Contacts, span: Span
) -> dict[str, pa.Table]:
    """zendesk.user, ticket, ticket_chat and ticket_chat_event."""
    rng = stream(seed, "desk", block)
    place = np.unique(contacts.person)
    first_at = np.full(len(people), NEVER)
    np.minimum.at(first_at, contacts.person, contacts.started_at)
    since = first_at[place] - 30
    written = write_down(rng, people, place, since, 0.03)
    linked = (accounts.shop_since[place] <= since) & (rng.random(len(place)) < 0.55)
    zones = pick(["Madrid", "London", "Berlin", "Paris", "Mexico City"], people.country[place])
    users = pa.table(
        {
            "id": as_column(desk_id(people.person[place])),
            "active": as_column(rng.random(len(place)) > 0.01),
            "created_at": time_text(since),
            "email": email_as_typed(
                rng,
                email_of(
                    people, place, people.has_changed_email[place] & (rng.random(len(place)) < 0.3)
                ),
            ),
            "external_id": blank(shop_id(people.person[place]), ~linked).cast(pa.string()),
            "locale": pick([LOCALES[code] for code in LANGUAGES], people.language[place]),
            "name": text(written.first_name, " ", written.last_name),
            "phone": phone_as_typed(rng, people, place, rng.random(len(place)) < 0.7),
            "role": same("end-user", len(place)),
            "suspended": as_column(np.zeros(len(place), dtype=bool)),
            "time_zone": zones,
            "updated_at": time_text(since + 3600),
            "verified": as_column(rng.random(len(place)) < 0.8),
            "_fivetran_synced": time_text(since + 7200),
        }
    )
    return {"user": users, **_conversations(rng, block, people, contacts, span)}


def _conversations(
    rng: np.random.Generator, block: int, people: People, contacts: Contacts, span: Span
) -> dict[str, pa.Table]:
    count = len(contacts.person)
    number = block * ID_STEP + np.arange(count, dtype=np.int64) + 1000
    requester = desk_id(people.person[contacts.person])
    solved_at = contacts.started_at + 1800 + (rng.exponential(1.6, count) * DAY).astype(np.int64)
    is_solved = solved_at < span.end
    rating = np.where(is_solved, weighted(rng, [0.6, 0.3, 0.1], count), 0)
    category = pick(NAMES, contacts.category)
    names = [question.split("{}") for question in QUESTIONS]
    about = np.array([len(parts) > 1 for parts in names])[contacts.question]
    head, tail = (
        pick([parts[0] for parts in names], contacts.question),
        pick([parts[-1] for parts in names], contacts.question),
    )
    subject = choose(
        about,
        text(head, category, choose(about, tail, same("", count))),
        head,
    )
    tickets = pa.table(
        {
            "id": as_column(number),
            "created_at": time_text(contacts.started_at),
            "description": subject,
            "is_public": as_column(np.ones(count, dtype=bool)),
            "requester_id": as_column(requester),
            "submitter_id": as_column(requester),
            "status": choose(
                is_solved,
                pick(["solved", "closed"], number % 2),
                same("open", count),
            ),
            "subject": subject,
            "satisfaction_rating": pick([None, "good", "bad"], rating),
            "tags": _tags(category, about),
            "updated_at": time_text(np.where(is_solved, solved_at, contacts.started_at)),
            "via_channel": choose(
                contacts.is_chat,
                same("chat", count),
                pick(["email", "web", "voice"], number % 3),
            ),
            "_fivetran_synced": time_text(
                np.where(is_solved, solved_at, contacts.started_at) + 3600
            ),
        }
    )
    chat = np.flatnonzero(contacts.is_chat)
    chat_id = text("4323.", number[chat], ".Ty")
    chats = pa.table(
        {
            "chat_id": chat_id,
            "authenticated": as_column(np.zeros(len(chat), dtype=bool)),
            "backend": same("chat", len(chat)),
            "channel": same("chat", len(chat)),
            "initiator": same("1", len(chat)),
            "ticket_id": as_column(number[chat]),
            "user_id": as_column(requester[chat]),
            "visitor_id": text("21432-", requester[chat] % 10**9),
            "tags": _tags(category, about).take(pa.array(chat)),
            "_fivetran_synced": time_text(contacts.started_at[chat] + 7200),
        }
    )
    turns = np.repeat(np.arange(len(chat)), rng.integers(3, 8, len(chat)))
    turn = np.arange(len(turns)) - np.searchsorted(turns, turns)
    at = contacts.started_at[chat[turns]] + turn * 75 + rng.integers(0, 50, len(turns))
    is_agent = turn % 2 == 1
    opening = subject.take(pa.array(chat[turns]))
    message = choose(
        is_agent,
        pick(["I'll look into it for you.", "Claro, un momento."], turn % 2),
        choose(turn == 0, opening, pick(["Gracias", "Thanks \U0001f44d", "ok"], turn % 3)),
    )
    events = pa.table(
        {
            "chat_id": chat_id.take(pa.array(turns)),
            "created_at": time_text(at),
            "actor_id": choose(
                is_agent,
                same("agent:403969141094", len(turns)),
                text(requester[chat[turns]]),
            ),
            "chat_index": as_column(turn),
            "message": message,
            "type": same("ChatMessage", len(turns)),
            "_fivetran_synced": time_text(at + 7200),
        }
    )
    return {"ticket": tickets, "ticket_chat": chats, "ticket_chat_event": events}


def _tags(category: pa.Array, about: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> pa.Array:
    """Tags as the desk lands them: a list, the category among them where the question names one."""
    filled = text("category:", pc.replace_substring(category, " ", "_")).filter(pa.array(about))
    offsets = np.r_[0, np.cumsum(about)].astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), filled)
