"""The audience condition of a candidate: the rows of its rule beside the customer's values."""

from __future__ import annotations

from python_hooks.explain.campaign import Campaign
from python_hooks.explain.facts import CustomerFacts
from python_hooks.explain.records import Condition, Person, RuleRow


def rule_of(campaign: Campaign) -> str:
    """The audience rule in words."""
    rule = campaign.audience_rule_id
    return "everyone" if rule is None else f"audience rule '{rule}'"


def audience_condition(campaign: Campaign, facts: CustomerFacts) -> Condition:
    """Whether one alternative of the rule holds; where none does, what each asks for first."""
    rule_rows = facts.rule_rows.get(campaign.audience_rule_id or "", ())
    asked = rule_of(campaign)
    if campaign.audience_rule_id is None:
        return Condition("audience", asked, None, True)
    groups = {row.any_of: [r for r in rule_rows if r.any_of == row.any_of] for row in rule_rows}
    if not groups:
        return Condition("audience", asked, None, False, f"{asked} has no rows")
    held = [number for number, group in groups.items() if all(row.holds for row in group)]
    if held:
        return Condition("audience", asked, f"alternative {held[0]} holds", True)
    first_failing = [next(row for row in group if not row.holds) for group in groups.values()]
    wishes = [f"{_asks(row)} ({_has(row, facts.person)})" for row in first_failing]
    if len(groups) == 1:
        value, because = "it does not hold", f"{asked} asks for {wishes[0]}"
    else:
        value = f"none of its {len(groups)} alternatives holds"
        because = f"no alternative of {asked} holds: it asks for {', or for '.join(wishes)}"
    return Condition("audience", asked, value, False, because)


def _asks(row: RuleRow) -> str:
    about = f" of {row.subject_value}" if row.subject == "category" else ""
    operator = row.operator.replace("_", " ")
    return f"{row.attribute} {operator} {row.value or ''}".rstrip() + about


def _has(row: RuleRow, person: Person) -> str:
    if row.customer_value is not None:
        return f"the customer's value is {row.customer_value}"
    if not person.is_profiled:
        return "the customer's value is unknown, for profiling was refused"
    return "the customer's value is unknown"
