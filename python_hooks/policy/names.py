"""Which names exist, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from python_hooks.policy.finding import Severity
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.vocabulary import (
    GOLDEN_FIELDS,
    JOURNEY_PREFIX,
    TRIGGER_PARAMETERS,
    WEEKDAYS,
)
from python_hooks.project_vars import read_project_vars
from python_hooks.settings import PROJECT


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one kind.

    home      where a new one would be written
    severity  what an unknown one is
    """

    known: frozenset[str]
    home: str
    severity: Severity = "error"


def known_names(policy: Policy) -> dict[str, Names]:
    """Collect the names by kind; a kind that is left out cannot be checked.

    Topics and categories live in optional files: where those are absent, any name will do.
    """
    journeys = {
        f"{JOURNEY_PREFIX}{row['journey_id']}:{row['step_number']}"
        for row in policy["journeys.csv"]
    }
    groups = _column(policy["campaigns.csv"], "campaign_group")
    outside_groups = _column(policy["outside_campaigns.csv"], "campaign_group")
    languages = _column(policy["message_templates.csv"], "language")
    found = {
        "campaign": Names(_column(policy["campaigns.csv"], "campaign_id"), "campaigns.csv"),
        "channel": Names(_column(policy["channels.csv"], "channel"), "channels.csv"),
        "group": Names(groups | outside_groups, "campaigns.csv"),
        "trigger": Names(known_triggers() | journeys, "the triggers"),
        "audience rule": Names(
            _column(policy["audience_rules.csv"], "audience_rule_id"), "audience_rules.csv"
        ),
        "template": Names(
            _column(policy["message_templates.csv"], "message_template_id"),
            "message_templates.csv",
        ),
        "weekday": Names(frozenset(WEEKDAYS), "the days of the week"),
        "golden field": Names(frozenset(GOLDEN_FIELDS), "the golden record"),
        "source": Names(configured_sources(), "vars: sources in dbt_project.yml", "warning"),
    }
    if policy.has("topics.csv"):
        found["topic"] = Names(_column(policy["topics.csv"], "topic"), "topics.csv")
    if policy.has("category_labels.csv"):
        categories = _column(policy["category_labels.csv"], "category")
        found["category"] = Names(categories, "category_labels.csv", "warning")
    if languages:
        found["language"] = Names(languages, "message_templates.csv")
    return found


@cache
def configured_sources() -> frozenset[str]:
    """Return the source systems that `dbt_project.yml` names."""
    return frozenset(read_project_vars(PROJECT)["sources"])


@cache
def custom_triggers() -> frozenset[str]:
    """Return the triggers that `vars: custom_triggers` of `dbt_project.yml` adds to the house's."""
    return frozenset(read_project_vars(PROJECT).get("custom_triggers") or ())


def known_triggers() -> frozenset[str]:
    """Return every trigger that some model raises."""
    return frozenset(TRIGGER_PARAMETERS) | custom_triggers()


def _column(rows: Iterable[Row], column: str) -> frozenset[str]:
    return frozenset(row[column] for row in rows if row[column])
