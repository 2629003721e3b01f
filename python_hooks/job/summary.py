"""One screen on what a run made of the day: read from the tables, drawn for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from python_hooks.settings import Settings
from python_hooks.warehouse import open_warehouse

BAR_WIDTH = 24


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of the newest decided day.

    outcomes   (outcome, reason, candidates), most candidates first within selected, rejected, gated
    campaigns  (campaign, name, channel, contacts), most contacts first
    raw_rows   (raw, staged, quarantined, superseded)
    audiences  (channel, contacts that may be pulled)
    """

    decision_date: str
    as_of: str
    policy_version: str
    record_count: int
    customer_count: int
    candidate_count: int
    selected_count: int
    service_count: int
    outcomes: tuple[tuple[str, str, int], ...]
    campaigns: tuple[tuple[str, str, str, int], ...]
    raw_rows: tuple[int, int, int, int]
    audiences: tuple[tuple[str, int], ...]


def read_summary(settings: Settings) -> Summary:
    """Read the figures of the newest decided day from the warehouse."""
    with open_warehouse(settings) as warehouse:
        day = _rows(
            warehouse,
            """
            select
                cast(decision_date as varchar), cast(as_of as varchar), policy_version
            from delivery.int_publications_prepared
            """,
        )[0]
        outcomes = _rows(
            warehouse,
            """
            select outcome, reason, count(*)
            from arbitration.fct_campaign_decisions
            where decision_date = cast(? as date)
            group by outcome, reason
            order by
                case outcome when 'selected' then 1 when 'rejected' then 2 else 3 end,
                count(*) desc, reason
            """,
            day[0],
        )
        campaigns = _rows(
            warehouse,
            """
            select decisions.campaign_id, campaign_name, decisions.channel, count(*)
            from arbitration.fct_campaign_decisions as decisions
            left join policy.campaigns as campaigns
                on decisions.campaign_id = campaigns.campaign_id
            where decision_date = cast(? as date) and outcome = 'selected'
            group by decisions.campaign_id, campaign_name, decisions.channel
            order by count(*) desc, decisions.campaign_id, decisions.channel
            limit 8
            """,
            day[0],
        )
        service = _rows(
            warehouse,
            """
            select count(*)
            from arbitration.fct_campaign_decisions
            where decision_date = cast(? as date)
            and outcome = 'selected' and purpose = 'service'
            """,
            day[0],
        )[0][0]
        raw_rows = _rows(
            warehouse,
            """
            select
                coalesce(sum(raw_count), 0), coalesce(sum(staged_count), 0),
                coalesce(sum(quarantined_count), 0), coalesce(sum(superseded_count), 0)
            from staging.stg_row_counts
            """,
        )[0]
        return Summary(
            decision_date=day[0],
            as_of=day[1],
            policy_version=day[2],
            record_count=_count(warehouse, "identity.bridge_customer_records"),
            customer_count=_count(warehouse, "customer.dim_customers"),
            candidate_count=sum(row[2] for row in outcomes),
            selected_count=sum(row[2] for row in outcomes if row[0] == "selected"),
            service_count=service,
            outcomes=tuple(outcomes),
            campaigns=tuple(campaigns),
            raw_rows=(int(raw_rows[0]), int(raw_rows[1]), int(raw_rows[2]), int(raw_rows[3])),
            audiences=tuple(
                (channel, _count(warehouse, f"delivery.sync_audience_{channel}"))
                for channel in _audience_channels(warehouse)
            ),
        )


def show_summary(console: Console, summary: Summary, settings: Settings, command: str) -> None:
    """Draw the summary on one screen; `command` is how this user calls batuta."""
    people = (
        f"[bold]{summary.customer_count:,}[/bold] people from {summary.record_count:,} records"
        f" · {summary.raw_rows[0]:,} raw rows = {summary.raw_rows[1]:,} staged"
        f" + {summary.raw_rows[2]:,} quarantined + {summary.raw_rows[3]:,} superseded"
    )
    share = summary.service_count / summary.selected_count if summary.selected_count else 0
    decided = (
        f"[bold]{summary.candidate_count:,}[/bold] candidates,"
        f" [bold green]{summary.selected_count:,}[/bold green] contacts selected"
        f" ({share:.0%} of them service)"
    )
    body = Group(
        people,
        decided,
        "",
        _outcome_table(summary),
        "",
        _campaign_table(summary),
        "",
        _audience_line(summary),
        f"tables: {escape(str(settings.warehouse))}",
        f"next:   {command} explain decision <customer id, e-mail or number>",
        "        edit seeds/campaigns.csv, then run the same command again",
    )
    title = f"{summary.decision_date} · as of {summary.as_of} UTC · policy {summary.policy_version}"
    console.print(Panel(body, title=title, title_align="left", expand=False))


def _outcome_table(summary: Summary) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("outcome")
    table.add_column("reason")
    table.add_column("candidates", justify="right")
    table.add_column("")
    largest = max((count for _, _, count in summary.outcomes), default=1)
    colours = {"selected": "green", "rejected": "yellow"}
    for outcome, reason, count in summary.outcomes:
        colour = colours.get(outcome, "blue")
        bar = Text("█" * max(1, round(BAR_WIDTH * count / largest)), style=colour)
        table.add_row(outcome, reason, f"{count:,}", bar)
    return table


def _campaign_table(summary: Summary) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("top campaigns")
    table.add_column("channel")
    table.add_column("contacts", justify="right")
    for campaign_id, name, channel, count in summary.campaigns:
        table.add_row(escape(name or campaign_id), escape(channel), f"{count:,}")
    return table


def _audience_line(summary: Summary) -> str:
    parts = [f"{escape(channel)} {count:,}" for channel, count in summary.audiences]
    return "audiences to pull (delivery.sync_audience_…): " + " · ".join(parts)


def _rows(
    warehouse: duckdb.DuckDBPyConnection, query: str, *values: object
) -> list[tuple[Any, ...]]:
    return warehouse.execute(query, list(values)).fetchall()


def _count(warehouse: duckdb.DuckDBPyConnection, table: str) -> int:
    row = warehouse.execute(f"select count(*) from {table}").fetchone()
    assert row is not None
    return int(row[0])


def _audience_channels(warehouse: duckdb.DuckDBPyConnection) -> list[str]:
    rows = warehouse.execute(
        """
        select replace(view_name, 'sync_audience_', '')
        from duckdb_views()
        where schema_name = 'delivery' and view_name like 'sync_audience_%'
        order by view_name
        """
    ).fetchall()
    return [row[0] for row in rows]
