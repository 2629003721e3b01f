"""Campaigns that have nothing to say, and contents that are never chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy, Row


def check_contents(policy: Policy) -> Iterator[Finding]:
    """Check that every campaign speaks, in every language it should."""
    if not policy.has("campaign_contents.csv"):
        return
    yield from _check_texts_exist(policy)
    yield from _check_languages(policy)
    yield from _check_order(policy)


def _check_texts_exist(policy: Policy) -> Iterator[Finding]:
    languages = defaultdict(set)
    kinds = {}
    for template in policy["message_templates.csv"]:
        languages[template["message_template_id"]].add(template["language"])
        kinds[template["message_template_id"]] = template["kind"]
    all_languages = set().union(*languages.values())
    for content in policy["campaign_contents.csv"]:
        template_id, language = content["message_template_id"], content["language"]
        known = languages.get(template_id)
        if known and language in all_languages and language not in known:
            message = f"template '{template_id}' has no text in '{language}'"
            hint = f"it has {', '.join(sorted(known))}"
            yield content.finding("language", message, hint)
        if kinds.get(template_id) == "trigger_sentence":
            message = f"template '{template_id}' is a trigger sentence, not a message"
            yield content.finding("message_template_id", message)


def _check_languages(policy: Policy) -> Iterator[Finding]:
    spoken = defaultdict(set)
    for content in policy["campaign_contents.csv"]:
        spoken[content["campaign_id"]].add(content["language"])
    everywhere = {language for languages in spoken.values() for language in languages if language}
    for campaign in policy["campaigns.csv"]:
        languages = spoken.get(campaign["campaign_id"], set())
        missing = sorted(everywhere - languages)
        if not languages and campaign["status"] != "draft":
            message = "says nothing: it has no row in campaign_contents.csv"
            yield campaign.finding("campaign_id", message)
        elif languages and missing:
            message = f"says nothing in {', '.join(missing)}, which other campaigns speak"
            yield campaign.warning("campaign_id", message)


def _check_order(policy: Policy) -> Iterator[Finding]:
    """The first row that fits counts, so a row after one for everyone is never reached."""
    for_everyone: dict[tuple[str, str], Row] = {}
    for content in policy["campaign_contents.csv"]:
        place = (content["campaign_id"], content["language"])
        earlier = for_everyone.get(place)
        if earlier is not None:
            message = f"never chosen: line {earlier.line} is for everyone and comes first"
            yield content.finding("content_id", message, "put it above that line")
        elif not content["audience_rule_id"]:
            for_everyone[place] = content
