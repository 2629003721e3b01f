"""Steps of journeys and the campaigns that take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy, Row
from python_hooks.policy.values import as_whole
from python_hooks.policy.vocabulary import JOURNEY_PREFIX


def check_journeys(policy: Policy) -> Iterator[Finding]:
    """Check that steps follow each other and that their campaigns wait for them."""
    triggers = {row["campaign_id"]: row["trigger_name"] for row in policy["campaigns.csv"]}
    steps: dict[str, list[Row]] = defaultdict(list)
    for row in policy["journeys.csv"][:1]:
        message = "journeys are not raised yet: no step of one opens, whatever stands here"
        yield row.warning("journey_id", message)
    for row in policy["journeys.csv"]:
        steps[row["journey_id"]].append(row)
        wanted = f"{JOURNEY_PREFIX}{row['journey_id']}:{row['step_number']}"
        trigger = triggers.get(row["campaign_id"])
        if trigger is not None and trigger != wanted:
            message = f"campaign '{row['campaign_id']}' waits for '{trigger}'"
            hint = f"set its trigger_name to {wanted}"
            yield row.finding("campaign_id", message, hint)
    for rows in steps.values():
        yield from _check_steps(rows)


def _check_steps(rows: list[Row]) -> Iterator[Finding]:
    numbers = {as_whole(row["step_number"]) for row in rows}
    for row in rows:
        step = as_whole(row["step_number"])
        if step is not None and step > 1 and step - 1 not in numbers:
            yield row.finding("step_number", f"never reached: there is no step {step - 1}")
        if step == 1 and not row["entry_trigger_name"]:
            message = "is empty, so nobody ever starts the journey"
            yield row.finding("entry_trigger_name", message)
        elif step is not None and step > 1 and row["entry_trigger_name"]:
            message = "only the first step has an entry trigger"
            yield row.finding("entry_trigger_name", message, "leave the cell empty")
