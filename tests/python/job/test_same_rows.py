"""The same inputs give the same rows.

In any order of input, with any number of threads, wherever the engine sorts nulls.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.python.conftest import Home

# Where a raw row stood is for a person who looks for it, and a file with its rows turned round is
# another file; nothing else may differ.
PLACES = {
    "stg_quarantined_rows": {"row_number"},
    "stg_batuta__deliveries": {"content_hash"},
    "stg_landed_deliveries": {"content_hash"},
    "stg_batuta__published_runs": {"facts_version"},
}


@pytest.fixture(scope="module")
def shuffled(company: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The same company with the rows of every Parquet delivery turned round, by one thread.

    The engine sorts nulls first where it otherwise sorts them last.
    """
    folder = tmp_path_factory.mktemp("shuffled")
    for path in sorted(company.raw.rglob("*")):
        target = folder / "raw" / path.relative_to(company.raw)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif path.suffix == ".parquet":
            target.parent.mkdir(parents=True, exist_ok=True)
            turn_round(path, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    home = Home(folder / "home", folder / "raw")
    (as_of,) = company.rows("select cast(as_of as varchar) from state.published_runs")[0]
    variables = json.dumps({"as_of": as_of, "publish": True})
    done = home.dbt(
        "build", "--resource-type", "model", "seed", "--vars", variables, "--threads", "1",
        extra={"BATUTA_THREADS": "1", "BATUTA_NULL_ORDER": "nulls_first"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    return home


def turn_round(source: Path, target: Path) -> None:
    names = str(source).replace("'", "''"), str(target).replace("'", "''")
    duckdb.sql(
        f"""
        copy (
            select * exclude (file_row_number)
            from read_parquet('{names[0]}', file_row_number = true)
            order by file_row_number desc
        ) to '{names[1]}'
        """
    )


def test_public_tables_are_equal(company: Home, shuffled: Home) -> None:
    manifest = json.loads((company.path / "target/manifest.json").read_text())
    public = sorted(
        (node["schema"], node["name"])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["access"] == "public"
    )

    first, second = (
        duckdb.connect(str(home.warehouse), read_only=True) for home in (company, shuffled)
    )
    with first, second:
        different = [
            f"{schema}.{name}"
            for schema, name in public
            if prints(first, schema, name) != prints(second, schema, name)
        ]

    assert different == []
    assert len(public) > 60


def prints(warehouse: duckdb.DuckDBPyConnection, schema: str, name: str) -> tuple[object, ...]:
    """How many rows a table has, and a hash over all of them whatever their order."""
    columns = [
        str(row[0])
        for row in warehouse.execute(
            f"""
            select column_name from information_schema.columns
            where table_schema = '{schema}' and table_name = '{name}'
            order by column_name
            """
        ).fetchall()
        if row[0] not in PLACES.get(name, set())
    ]
    row_text = " || '|' || ".join(f"coalesce(cast({column} as varchar), '~')" for column in columns)
    found = warehouse.execute(
        f"select count(*), sum(md5_number_lower({row_text})::hugeint) from {schema}.{name}"
    ).fetchone()
    assert found is not None
    return found
