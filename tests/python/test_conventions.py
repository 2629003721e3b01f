"""The house rules, held against dbt's own manifest and the tables it built."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.python.conftest import ROOT, Home

ROOMS = [
    "staging",
    "identity",
    "activity",
    "customer",
    "behaviour",
    "triggers",
    "arbitration",
    "delivery",
    "measurement",
]

PUBLIC_PREFIXES = {
    "staging": ("stg_",),
    "identity": ("bridge_", "fct_", "dim_"),
    "activity": ("fct_", "dim_"),
    "customer": ("fct_", "dim_"),
    "behaviour": ("fct_", "dim_"),
    "triggers": ("fct_",),
    "arbitration": ("fct_",),
    "delivery": ("sync_",),
    "measurement": ("rpt_",),
}

MODEL_KEYS = {
    "name", "description", "access", "config", "columns", "constraints", "data_tests", "group",
    "latest_version", "versions", "meta",
}  # fmt: skip
COLUMN_KEYS = {"name", "description", "data_type", "constraints", "data_tests", "config", "quote"}
SEED_KEYS = {"name", "description", "config", "columns", "data_tests"}

CLOCKS = re.compile(r"current_date|current_timestamp|\bnow\(|getdate\(|run_started_at|sysdate")
# The one macro that may fall back to a clock: the start of the run.
CLOCK_KEEPER = "macros/run/as_of.sql"


@pytest.fixture(scope="module")
def manifest(company: Home) -> dict[str, Any]:
    return json.loads((company.path / "target/manifest.json").read_text())


@pytest.fixture(scope="module")
def models(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [n for n in manifest["nodes"].values() if n["resource_type"] == "model"]


def room(node: dict[str, Any]) -> str:
    return str(node["fqn"][1])


def test_every_model_stands_in_a_room_under_a_name_of_that_room(
    models: list[dict[str, Any]],
) -> None:
    wrong = [
        m["name"]
        for m in models
        if room(m) not in ROOMS or not m["name"].startswith(("int_", *PUBLIC_PREFIXES[room(m)]))
    ]
    assert wrong == []


def test_what_begins_with_int_is_private_and_the_rest_is_public(
    models: list[dict[str, Any]],
) -> None:
    wrong = {
        m["name"]: m["access"]
        for m in models
        if m["access"] != ("private" if m["name"].startswith("int_") else "public")
    }
    assert wrong == {}


def test_no_room_reads_backwards(models: list[dict[str, Any]]) -> None:
    rooms = {m["unique_id"]: room(m) for m in models}
    backwards = [
        (m["name"], parent.split(".")[-1])
        for m in models
        for parent in m["depends_on"]["nodes"]
        if parent in rooms and ROOMS.index(rooms[parent]) > ROOMS.index(room(m))
    ]
    assert backwards == []


def test_raw_tables_and_state_are_read_in_staging_alone(models: list[dict[str, Any]]) -> None:
    wrong = [
        m["name"]
        for m in models
        if room(m) != "staging" and any(p.startswith("source.") for p in m["depends_on"]["nodes"])
    ]
    assert wrong == []


def test_every_model_says_what_one_row_is(models: list[dict[str, Any]]) -> None:
    assert [m["name"] for m in models if "one row" not in m["description"].lower()] == []


def test_documented_columns_are_the_real_ones(
    models: list[dict[str, Any]], warehouse: duckdb.DuckDBPyConnection
) -> None:
    real: dict[tuple[str, str], set[str]] = {}
    for schema, table, column in warehouse.execute(
        "select table_schema, table_name, column_name from information_schema.columns"
    ).fetchall():
        real.setdefault((schema, table), set()).add(column)
    drift = {
        m["name"]: sorted(real.get((m["schema"], m["name"]), set()) ^ set(m["columns"]))
        for m in models
        if real.get((m["schema"], m["name"]), set()) != set(m["columns"])
    }
    assert drift == {}


def test_every_column_is_described(models: list[dict[str, Any]]) -> None:
    silent = [
        f"{m['name']}.{column['name']}"
        for m in models
        for column in m["columns"].values()
        if not column["description"].strip()
    ]
    assert silent == []


def test_public_models_keep_a_contract(models: list[dict[str, Any]]) -> None:
    loose = [
        m["name"]
        for m in models
        if m["access"] == "public" and not m["config"]["contract"]["enforced"]
    ]
    assert loose == []


def test_every_public_model_has_a_key_that_is_tested(
    manifest: dict[str, Any], models: list[dict[str, Any]]
) -> None:
    tested = {
        node["attached_node"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test"
        and (node.get("test_metadata") or {}).get("name") in ("unique", "unique_together")
    }
    untested = [
        m["name"] for m in models if m["access"] == "public" and m["unique_id"] not in tested
    ]
    assert untested == []


def test_every_audience_has_an_exposure(
    manifest: dict[str, Any], models: list[dict[str, Any]]
) -> None:
    exposed = {node for e in manifest["exposures"].values() for node in e["depends_on"]["nodes"]}
    hidden = [
        m["name"] for m in models if m["name"].startswith("sync_") and m["unique_id"] not in exposed
    ]
    assert hidden == []


def test_the_readme_names_every_public_table_but_those_of_staging(
    models: list[dict[str, Any]],
) -> None:
    readme = (ROOT / "README.md").read_text()
    unnamed = [
        m["name"]
        for m in models
        if m["access"] == "public"
        and room(m) != "staging"
        and re.sub("^sync_audience_.*", "sync_audience_<channel>", m["name"]) not in readme
    ]
    assert unnamed == []


def test_no_yaml_key_is_one_that_dbt_would_ignore() -> None:
    unknown = set()
    for path in sorted(ROOT.glob("models/**/*.yml")):
        content = yaml.safe_load(path.read_text()) or {}
        for kind, keys in (("models", MODEL_KEYS), ("seeds", SEED_KEYS)):
            for node in content.get(kind, []):
                unknown |= {(path.name, node["name"], key) for key in node.keys() - keys}
                for column in node.get("columns", []):
                    unknown |= {
                        (path.name, column["name"], key) for key in column.keys() - COLUMN_KEYS
                    }
    assert unknown == set()


def test_no_model_or_macro_asks_the_clock() -> None:
    asking = [
        str(path.relative_to(ROOT))
        for folder in ("models", "macros")
        for path in sorted((ROOT / folder).rglob("*.sql"))
        if CLOCKS.search(path.read_text())
    ]
    assert asking == [CLOCK_KEEPER]


def test_no_name_of_the_policy_stands_in_a_model() -> None:
    names = {
        name
        for file, column in (
            ("campaigns.csv", "campaign_id"),
            ("campaigns.csv", "campaign_group"),
            ("audience_rules.csv", "audience_rule_id"),
            ("contact_caps.csv", "cap_id"),
            ("rfm_segments.csv", "rfm_segment"),
        )
        for name in _seed_column(ROOT / "seeds" / file, column)
    }
    quoted = re.compile(r"'([a-z0-9_]+)'")
    found = [
        (path.name, name)
        for path in sorted((ROOT / "models").rglob("*.sql"))
        for name in quoted.findall(path.read_text())
        if name in names - ORDINARY_WORDS
    ]
    assert found == []


# Words of the policy that are words of the language of the models as well.
ORDINARY_WORDS = {"service", "welcome", "new", "lost"}


def _seed_column(path: Path, column: str) -> set[str]:
    rows = duckdb.read_csv(str(path), all_varchar=True)
    return {row[0] for row in rows.select(f'"{column}"').fetchall() if row[0]}


def test_bi_reports_carry_no_personal_data(models: list[dict[str, Any]]) -> None:
    personal = {
        column["name"]
        for m in models
        for column in m["columns"].values()
        if "pii" in (column.get("config") or {}).get("tags", column.get("tags", []))
    }
    shown = [
        f"{m['name']}.{name}"
        for m in models
        if m["name"].startswith("rpt_")
        for name in m["columns"]
        if name in personal or name == "customer_id"
    ]
    assert shown == []
    assert {"email", "phone", "contact_point", "last_name"} <= personal
