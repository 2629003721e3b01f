"""One campaign's answer, drawn: its rows in full, its conditions, its channels."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from python_hooks.explain.conditions import NOT_KEPT
from python_hooks.explain.page import add_row, make_table, named, print_line, print_table
from python_hooks.explain.records import Candidate, WhyNot

ANSWERS = {True: "yes", False: "no", None: "not asked"}


def show_campaign(console: Console, why: WhyNot, candidates: Sequence[Candidate]) -> None:
    """Draw the rows the campaign has and every condition it asked; not yet its sentence."""
    if candidates:
        table = make_table("channel", "blocked by", "strength", "decision", "trigger")
        for candidate in candidates:
            blocker = (
                candidate.blocked_by_type,
                candidate.blocked_by_id,
                candidate.blocked_by_date,
            )
            add_row(
                table,
                candidate.channel,
                " ".join(str(part) for part in blocker if part is not None),
                "" if candidate.strength is None else str(candidate.strength),
                candidate.decision_id,
                candidate.trigger_id or "",
            )
        print_table(console, table)
        print_line(console, "")
    print_line(console, f"conditions of {named(why.campaign_id, why.campaign_name)}")
    table = make_table("condition", "asked", "what there is", "holds")
    for condition in why.conditions:
        is_kept = condition.value != NOT_KEPT
        holds = ANSWERS[condition.holds] if is_kept else "unknown"
        style = "red" if condition.holds is False else ""
        add_row(table, condition.name, condition.asked, condition.value or "", Text(holds, style))
    print_table(console, table)
    if why.rule_rows:
        print_line(console, "")
        table = make_table("any of", "about", "asked", "the customer's value", "holds")
        for row in why.rule_rows:
            asked = f"{row.attribute} {row.operator.replace('_', ' ')} {row.value or ''}".rstrip()
            value = "unknown" if row.customer_value is None else row.customer_value
            met = Text("yes") if row.holds else Text("no", "red")
            add_row(table, str(row.any_of), row.subject_value or row.subject, asked, value, met)
        print_table(console, table)
    print_line(console, "")
    table = make_table("channel", "used by the campaign", "addresses", "candidate")
    for answer in why.channels:
        listed = "yes" if answer.is_listed else "no"
        listed += "" if answer.is_known else ", but channels.csv does not know it"
        add_row(table, answer.channel, listed, str(answer.address_count), answer.verdict or "none")
    print_table(console, table)
