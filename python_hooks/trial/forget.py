"""How a trial forgets publications: the state as it was before a day."""

from __future__ import annotations

from datetime import date


def forgetting(day: date) -> tuple[str, ...]:
    """SQL that leaves the state what it was before anything was published for this day."""
    since = f"date '{day.isoformat()}'"
    columns = "decision_id, campaign_id, channel, contact_point, contact_date"
    committed_since = f"""
        from state.published_contacts
        where contact_date >= {since}
        and run_id in (select run_id from state.published_runs)
    """
    runs_left = "(select run_id from state.published_runs where run_id is not null)"
    moments_left = "(select as_of from state.published_runs where as_of is not null)"
    return (
        *identity_columns(),
        # A warehouse of an older batuta has no such table before the first build.
        f"create table if not exists state.forgotten_contacts as"
        f" select {columns} from state.published_contacts limit 0",
        f"insert into state.forgotten_contacts ({columns})"
        f" select distinct {columns} {committed_since}",
        f"delete from state.published_contacts where contact_date >= {since}",
        f"delete from state.published_runs where decision_date >= {since}",
        # Who is who was recorded by publications too; those forgotten have recorded nothing.
        f"delete from state.identity_members where run_id not in {runs_left}"
        f" or (run_id is null and recorded_at not in {moments_left})",
        f"delete from state.identity_changes where run_id not in {runs_left}"
        f" or (run_id is null and as_of not in {moments_left})",
    )


def identity_columns() -> tuple[str, ...]:
    """The statements that give the state of an older batuta the columns it may lack."""
    return tuple(
        f"alter table state.{table} add column if not exists {column}"
        for table in ("identity_members", "identity_changes")
        for column in ("run_id text", "publication_number bigint")
    )
