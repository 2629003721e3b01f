"""The second engine decides what the first one decides: the whole project, on 300 people."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.python.conftest import Home

pytestmark = pytest.mark.spark

DECISION = (
    "decision_id", "customer_id", "campaign_id", "channel", "trigger_id", "contact_point",
    "outcome", "reason", "blocked_by_type", "blocked_by_id", "blocked_by_date", "rank_score",
    "strength", "channel_rank", "walk_position", "draw", "triggered_at", "planned_send_at",
    "blocked_by_limit", "remedy_type", "remedy_id", "remedy_value", "remedy_at", "remedy_date",
    "explanation",
)  # fmt: skip


@pytest.fixture(scope="module")
def public_tables(engines: tuple[Home, Home]) -> list[tuple[str, str]]:
    manifest = json.loads((engines[0].path / "target/manifest.json").read_text())
    return sorted(
        (node["schema"], node["name"])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and node["access"] == "public"
        and node["config"]["materialized"] != "view"
    )


def spark_table(home: Home, schema: str, name: str) -> str:
    """A Spark table as DuckDB reads it: the Parquet files of its folder."""
    folder = home.path / "spark-warehouse" / f"{schema}.db" / name
    files = str(folder / "**" / "*.parquet").replace("'", "''")
    return f"read_parquet('{files}', hive_partitioning = true, union_by_name = true)"


def test_every_public_table_has_as_many_rows(
    engines: tuple[Home, Home], public_tables: list[tuple[str, str]]
) -> None:
    first, second = engines
    counts = {
        f"{schema}.{name}": (
            first.rows(f"select count(*) from {schema}.{name}")[0][0],
            _count(second, schema, name),
        )
        for schema, name in public_tables
    }

    assert {name: pair for name, pair in counts.items() if pair[0] != pair[1]} == {}
    assert sum(int(str(pair[0])) for pair in counts.values()) > 10_000


def test_every_decision_is_the_same(engines: tuple[Home, Home]) -> None:
    first, second = engines
    columns = ", ".join(f"cast({column} as varchar)" for column in DECISION)
    decided = first.rows(
        f"select {columns} from arbitration.fct_campaign_decisions order by decision_id"
    )
    decided_again = duckdb.sql(
        f"""
        select {columns}
        from {spark_table(second, "arbitration", "fct_campaign_decisions")}
        order by decision_id
        """
    ).fetchall()

    assert decided_again == decided
    assert len(decided) > 500


def test_every_published_contact_is_the_same(engines: tuple[Home, Home]) -> None:
    first, second = engines
    wanted = "decision_id, contact_point, content_id, merge_fields, sentence, offer_code, rank"
    published = first.rows(f"select {wanted} from state.published_contacts order by decision_id")
    published_again = duckdb.sql(
        f"""
        select {wanted}
        from {spark_table(second, "state", "published_contacts")}
        order by decision_id
        """
    ).fetchall()

    assert published_again == published
    assert len(published) > 50


@pytest.mark.parametrize(
    "table, columns",
    [
        ("policy_files", "policy_version, policy_file, content"),
        (
            "published_runs",
            "run_id, policy_version, code_version, facts_version, run_parameters",
        ),
    ],
)
def test_both_keep_by_what_they_have_decided(
    engines: tuple[Home, Home], table: str, columns: str
) -> None:
    first, second = engines
    kept = first.rows(f"select {columns} from state.{table} order by all")
    kept_again = duckdb.sql(
        f"select {columns} from {spark_table(second, 'state', table)} order by all"
    ).fetchall()

    assert kept_again == kept
    assert len(kept) > 0 and all(None not in row for row in kept)


def _count(home: Home, schema: str, name: str) -> int:
    folder = home.path / "spark-warehouse" / f"{schema}.db" / name
    if not any(Path(folder).rglob("*.parquet")):
        return 0
    row = duckdb.sql(f"select count(*) from {spark_table(home, schema, name)}").fetchone()
    assert row is not None
    return int(row[0])
