"""An explanation drawn for people: tables on a terminal, whole lines elsewhere."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from python_hooks.explain.as_json import outcome_counts
from python_hooks.explain.page import (
    add_row,
    clean,
    make_table,
    named,
    print_line,
    print_table,
)
from python_hooks.explain.records import Candidate, CapCount, Contact, DayStory
from python_hooks.explain.show_campaign import show_campaign
from python_hooks.explain.times import local_moment

COLOURS = {"selected": "green", "rejected": "yellow", "gated": "blue"}


def show_story(console: Console, story: DayStory) -> None:
    """Draw the day, or one campaign's part of it."""
    day = story.day
    print_line(console, f"customer {story.person.customer_id} on {day.decision_date}", "bold")
    as_of = f"{day.as_of:%Y-%m-%d %H:%M:%S} UTC" if day.as_of else "unknown"
    print_line(console, f"as of {as_of} · policy {day.policy_version}", "dim")
    for note in story.notes:
        print_line(console, f"note: {note}", "yellow")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in outcome_counts(story).items())
    if story.candidates:
        zone = story.person.time_zone or "UTC, for the customer's zone is not known"
        print_line(console, f"{len(story.candidates)} candidates: {counts}; times in {zone}")
        print_table(console, _candidates(story, console.is_terminal))
    elif story.why_not is None:
        print_line(console, "no campaign wanted to talk to this customer")
    print_line(console, "")
    if story.why_not is not None:
        show_campaign(console, story.why_not, story.candidates)
        print_line(console, "")
    if story.candidates or story.why_not is None:
        _ledger(console, story)
    if story.why_not is not None:
        if story.candidates:
            print_line(console, "")
        print_line(console, story.why_not.sentence, "bold")


def _candidates(story: DayStory, is_narrow: bool) -> Table:
    """One line per candidate; on a screen, which is narrow, what is long stands below itself."""
    headers = ["#", "campaign", "channel", "send at", "score", "verdict", "why"]
    table = make_table(*headers[: -1 if is_narrow else None])
    if is_narrow:
        table.columns[1].min_width = max(len(c.campaign_id) for c in story.candidates)
    for candidate in story.candidates:
        campaign = named(candidate.campaign_id, candidate.campaign_name)
        verdict = Text(candidate.verdict, COLOURS.get(candidate.outcome, ""))
        why = Text(clean(candidate.explanation))
        add_row(
            table,
            str(candidate.walk_position),
            campaign.replace(" · ", "\n", 1) if is_narrow else campaign,
            candidate.channel,
            _send_time(candidate, story),
            "" if candidate.rank_score is None else f"{candidate.rank_score.normalize():f}",
            *([Text("\n").join((verdict, why))] if is_narrow else [verdict, why]),
        )
    return table


def _send_time(candidate: Candidate, story: DayStory) -> str:
    local = local_moment(candidate.planned_send_at, story.person.time_zone)
    if local is None:
        return "not today"
    return local.removeprefix(f"{story.day.decision_date} ")


def _ledger(console: Console, story: DayStory) -> None:
    if story.contacts:
        print_line(console, "what the ledger held before the walk")
        table = make_table("date", "campaign", "channel", "status", "counts to")
        for contact in story.contacts:
            whose = contact.campaign_id or "(another customer at the address)"
            day = str(contact.contact_date)
            add_row(table, day, whose, contact.channel, contact.status, _counts_to(contact))
        print_table(console, table)
    else:
        print_line(console, "the ledger held no contact in the windows of caps and exclusions")
    print_line(console, "")
    if not story.caps:
        print_line(console, "no cap applies to this customer")
        return
    print_line(console, "caps that apply")
    table = make_table("cap", "on", "window", "before", "after", "limit")
    for cap in story.caps:
        window = f"{cap.window_start} to {cap.window_end}"
        count = Text(str(cap.count_after), "yellow" if cap.count_after >= cap.max_contacts else "")
        before, limit = str(cap.count_before), str(cap.max_contacts)
        add_row(table, cap.cap_id, _cap_on(cap), window, before, count, limit)
    print_table(console, table)


def _counts_to(contact: Contact) -> str:
    if not contact.counts:
        return "nothing: it does not count to caps"
    return ", ".join(contact.caps) or "nothing: no cap's window and scope holds it"


def _cap_on(cap: CapCount) -> str:
    scope = cap.scope if cap.scope_value is None else f"{cap.scope} {cap.scope_value}"
    where = "" if cap.address is None else f", at {cap.address}"
    whom = "" if cap.profile_filter is None else f", for {cap.profile_filter}"
    return f"{scope}{where}{whom}"
