"""An explanation drawn for people: tables on a terminal, whole lines elsewhere."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from python_hooks.explain.as_json import outcome_counts
from python_hooks.explain.records import Candidate, CapCount, Contact, DayStory, WhyNot
from python_hooks.explain.times import local_moment

COLOURS = {"selected": "green", "rejected": "yellow", "gated": "blue"}
NO_LIMIT = 10_000


def show_story(console: Console, story: DayStory) -> None:
    """Draw the day, or one campaign's part of it."""
    day = story.day
    _line(console, f"customer {story.person.customer_id} on {day.decision_date}", "bold")
    as_of = f"{day.as_of:%Y-%m-%d %H:%M:%S} UTC" if day.as_of else "unknown"
    _line(console, f"as of {as_of} · policy {day.policy_version}", "dim")
    for note in story.notes:
        _line(console, f"note: {note}", "yellow")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in outcome_counts(story).items())
    if story.candidates:
        zone = story.person.time_zone or "UTC, for the customer's zone is not known"
        _line(console, f"{len(story.candidates)} candidates: {counts}; times in {zone}")
        _print(console, _candidates(story, console.is_terminal))
    elif story.why_not is None:
        _line(console, "no campaign wanted to talk to this customer")
    _line(console, "")
    if story.why_not is not None:
        _why_not(console, story.why_not)
        if not story.candidates:
            _line(console, "")
            _line(console, story.why_not.sentence, "bold")
            return
    _ledger(console, story)
    if story.why_not is not None:
        _line(console, "")
        _line(console, story.why_not.sentence, "bold")


def _candidates(story: DayStory, is_narrow: bool) -> Table:
    """One line per candidate; on a screen, which is narrow, what is long stands below itself."""
    headers = ["#", "campaign", "channel", "send at", "score", "verdict", "why"]
    table = _table(*headers[: -1 if is_narrow else None])
    if is_narrow:
        table.columns[1].min_width = max(len(c.campaign_id) for c in story.candidates)
    for candidate in story.candidates:
        named = _named(candidate.campaign_id, candidate.campaign_name)
        verdict = Text(_verdict(candidate), COLOURS.get(candidate.outcome, ""))
        why = Text(_clean(candidate.explanation))
        _row(
            table,
            str(candidate.walk_position),
            named.replace(" · ", "\n", 1) if is_narrow else named,
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
        _line(console, "what the ledger held before the walk")
        table = _table("date", "campaign", "channel", "status", "counts to")
        for contact in story.contacts:
            whose = contact.campaign_id or "(another customer at the address)"
            day = str(contact.contact_date)
            _row(table, day, whose, contact.channel, contact.status, _counts_to(contact))
        _print(console, table)
    else:
        _line(console, "the ledger held no contact in the windows of caps and exclusions")
    _line(console, "")
    if not story.caps:
        _line(console, "no cap applies to this customer")
        return
    _line(console, "caps that apply")
    table = _table("cap", "on", "window", "before", "after", "limit")
    for cap in story.caps:
        window = f"{cap.window_start} to {cap.window_end}"
        count = Text(str(cap.count_after), "yellow" if cap.count_after >= cap.max_contacts else "")
        before, limit = str(cap.count_before), str(cap.max_contacts)
        _row(table, cap.cap_id, _cap_on(cap), window, before, count, limit)
    _print(console, table)


def _why_not(console: Console, why: WhyNot) -> None:
    _line(console, f"conditions of {_named(why.campaign_id, why.campaign_name)}")
    table = _table("condition", "asked", "what there is", "holds")
    for condition in why.conditions:
        holds = {True: "yes", False: "no", None: "not asked"}[condition.holds]
        style = "red" if condition.holds is False else ""
        _row(table, condition.name, condition.asked, condition.value or "", Text(holds, style))
    _print(console, table)
    if why.rule_rows:
        _line(console, "")
        table = _table("any of", "about", "asked", "the customer's value", "holds")
        for row in why.rule_rows:
            asked = f"{row.attribute} {row.operator.replace('_', ' ')} {row.value or ''}".rstrip()
            value = "unknown" if row.customer_value is None else row.customer_value
            met = Text("yes") if row.holds else Text("no", "red")
            _row(table, str(row.any_of), row.subject_value or row.subject, asked, value, met)
        _print(console, table)
    _line(console, "")
    table = _table("channel", "used by the campaign", "addresses", "candidate")
    for answer in why.channels:
        listed = "yes" if answer.is_listed else "no"
        listed += "" if answer.is_known else ", but channels.csv does not know it"
        _row(table, answer.channel, listed, str(answer.address_count), answer.verdict or "none")
    _print(console, table)


def _verdict(candidate: Candidate) -> str:
    if candidate.outcome == candidate.reason:
        return candidate.outcome
    return f"{candidate.outcome}: {candidate.reason}"


def _counts_to(contact: Contact) -> str:
    if not contact.counts:
        return "nothing: it does not count to caps"
    return ", ".join(contact.caps) or "nothing: no cap's window and scope holds it"


def _cap_on(cap: CapCount) -> str:
    scope = cap.scope if cap.scope_value is None else f"{cap.scope} {cap.scope_value}"
    where = "" if cap.address is None else f", at {cap.address}"
    whom = "" if cap.profile_filter is None else f", for {cap.profile_filter}"
    return f"{scope}{where}{whom}"


def _named(campaign_id: str, name: str | None) -> str:
    return f"{campaign_id} · {name}" if name else campaign_id


def _table(*headers: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def _row(table: Table, *cells: str | Text) -> None:
    table.add_row(*(cell if isinstance(cell, Text) else Text(_clean(cell)) for cell in cells))


def _clean(words: str) -> str:
    """Text of the tables as it is: no markup, and no control characters that move a cursor."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in words)


def _line(console: Console, words: str, style: str = "") -> None:
    console.print(Text(_clean(words), style), soft_wrap=True)


def _print(console: Console, table: Table) -> None:
    """On a terminal within its width; elsewhere every row is one line, and nothing is cut."""
    if console.is_terminal:
        console.print(table)
        return
    page = StringIO()
    Console(file=page, width=NO_LIMIT, no_color=True, highlight=False).print(table)
    for line in page.getvalue().splitlines():
        console.out(line.rstrip(), highlight=False)
