"""Texts: merge fields, trigger sentences and what they give away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.names import known_triggers
from python_hooks.policy.suggest import did_you_mean
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.vocabulary import MERGE_FIELDS

MERGE_FIELD = re.compile(r"\{([^{}]*)\}")


def check_texts(policy: Policy) -> Iterator[Finding]:
    """Check every text by itself, then that every trigger has its sentence."""
    for row in policy["message_templates.csv"]:
        for column in ("subject", "body"):
            yield from _check_merge_fields(row, column)
        yield from _check_kind(row)
    yield from _check_sentences(policy)


def _check_merge_fields(row: Row, column: str) -> Iterator[Finding]:
    text = row[column]
    if re.search(r"[{}]", MERGE_FIELD.sub("", text)):
        message = "a merge field is not closed, or has braces inside"
        yield row.finding(column, message, "write it like {first_name|there}")
        return
    for inside in MERGE_FIELD.findall(text):
        field, bar, _ = inside.partition("|")
        if field not in MERGE_FIELDS:
            hint = did_you_mean(field, MERGE_FIELDS)
            yield row.finding(column, f"unknown merge field '{field}'", hint)
        elif not bar:
            message = f"'{{{field}}}' says nothing where the {field} is not known"
            yield row.warning(column, message, f"write a fallback like {{{field}|…}}")


def _check_kind(row: Row) -> Iterator[Finding]:
    trigger = row["trigger_name"]
    if row["kind"] == "trigger_sentence":
        if not trigger:
            yield row.finding("trigger_name", "is empty: a sentence belongs to a trigger")
        if row["disclosure"] in ("none", "interest") and re.search(r"\d", row["body"]):
            message = f"names a number, which is more than disclosure '{row['disclosure']}' allows"
            yield row.finding("body", message, "never counts or times; else set it to detailed")
    elif row["kind"] == "message" and trigger:
        message = "means nothing for a message"
        yield row.finding("trigger_name", message, "leave the cell empty")


def _check_sentences(policy: Policy) -> Iterator[Finding]:
    """A trigger that some campaign uses has one sentence per language."""
    templates = policy["message_templates.csv"]
    languages = sorted({row["language"] for row in templates if row["language"]})
    sentences: dict[tuple[str, str], Row] = {}
    for row in templates:
        if row["kind"] != "trigger_sentence":
            continue
        first = sentences.setdefault((row["trigger_name"], row["language"]), row)
        if first is not row:
            message = f"line {first.line} already has the sentence of '{row['trigger_name']}'"
            yield row.finding("trigger_name", message)
    seen: set[str] = set()
    for campaign in policy["campaigns.csv"]:
        trigger = campaign["trigger_name"]
        if trigger in seen or trigger not in known_triggers():
            continue
        seen.add(trigger)
        missing = [language for language in languages if (trigger, language) not in sentences]
        if missing:
            message = f"trigger '{trigger}' has no sentence in {', '.join(missing)}"
            hint = "add a trigger_sentence to message_templates.csv"
            yield campaign.warning("trigger_name", message, hint)
