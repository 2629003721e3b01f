"""The state of then: a trial's warehouse forgets what came after the day it decides again."""

from __future__ import annotations

from datetime import date, datetime

from python_hooks.replay.decided import DecidedDay
from python_hooks.trial.forget import identity_columns

# What a trial keeps of each table of the schema `state`.
KEPT = {
    "published_contacts": "run_id in (select run_id from replay.runs)",
    # Rows of an older batuta name no run; a run of their moment speaks for them.
    "identity_members": """
        run_id in (select run_id from replay.runs)
        or (run_id is null and recorded_at in (select as_of from replay.runs))
    """,
    "identity_changes": """
        run_id in (select run_id from replay.runs)
        or (run_id is null and as_of in (select as_of from replay.runs))
    """,
    "deliveries": "first_seen_at <= {known_until}",
    "published_runs": "run_id in (select run_id from replay.runs)",
    # Policies are read by their version, and who was erased since stays erased.
    "policy_files": "true",
    "erasures": "true",
    # Only what other trials set aside: reports on what a replay forgets came later than its facts.
    "forgotten_contacts": "true",
}


def forgetting(decided: DecidedDay) -> list[str]:
    """The statements that set a copy of the warehouse back, and keep what is compared in `replay`.

    Who was erased since is gone, and no replay may bring them back: they are erased from the
    start, and their rows are left out of the comparison.
    """
    day, as_of = _literal(decided.day), _literal(decided.as_of)
    known_until = _literal(decided.known_until)
    own = decided.own_run
    recorded = (*decided.seen_run_ids, *((own.run_id,) if own else ()))
    return [
        *identity_columns(),
        "create schema replay",
        f"create table replay.day as select {day} as decision_date",
        f"""
        create table replay.decisions as
        select * from arbitration.fct_campaign_decisions where decision_date = {day}
        """,
        f"""
        create table replay.runs as
        select run_id, as_of from state.published_runs
        where decision_date < {day} or run_id in ({_texts(decided.seen_run_ids)})
        """,
        f"""
        create table replay.members as
        select source_name, source_record_id, customer_id from state.identity_members
        where exists (
            select 1 from state.published_runs as runs
            where (runs.decision_date < {day} or runs.run_id in ({_texts(recorded)}))
            and (
                identity_members.run_id = runs.run_id
                or (identity_members.run_id is null and identity_members.recorded_at = runs.as_of)
            )
        )
        qualify row_number() over (
            partition by source_name, source_record_id
            order by coalesce(publication_number, 0) desc, recorded_at desc, customer_id asc
        ) = 1
        """,
        f"""
        create table replay.erased as
        with erased as (select * from state.erasures where erased_at > {as_of})
        select customer_id from erased where customer_id is not null
        union
        select members.customer_id
        from erased
        inner join state.identity_members as members
            on
                erased.source_name = members.source_name
                and erased.source_record_id = members.source_record_id
        """,
        *(
            f"delete from state.{table} where not ({kept.format(known_until=known_until)})"
            for table, kept in KEPT.items()
            if kept != "true"
        ),
        f"update state.erasures set erased_at = {as_of} where erased_at > {as_of}",
        f"delete from arbitration.fct_campaign_decisions where decision_date >= {day}",
    ]


def _literal(value: date | datetime) -> str:
    kind = "timestamp" if isinstance(value, datetime) else "date"
    return f"{kind} '{value}'"


def _texts(values: tuple[str, ...]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values) or "null"
