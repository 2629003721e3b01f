"""The project's own compiled SQL, run in this process on tables a test makes up."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pandas as pd

ROOT = Path(__file__).parents[2]

Rows = Sequence[Mapping[str, object]]

# Up to here values bound one by one are faster than a data frame.
FEW_ROWS = 60


@dataclass(frozen=True, slots=True)
class CompiledProject:
    """The compiled SQL of every model, and the columns the YAML declares, by model name.

    refs  what each model refers to; a model may read more, what it kept of the run before
    """

    code: Mapping[str, str]
    refs: Mapping[str, Sequence[str]]
    schemas: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]
    rounds: Mapping[str, Mapping[str, str]]
    views: frozenset[str]


def compile_project(
    home: Path,
    select: str,
    variables: Mapping[str, object],
    target: str = "duckdb",
    parsed: Path | None = None,
    project: Path = ROOT,
) -> CompiledProject:
    """Compile the selected models once, with these vars, in a home of their own.

    `parsed` is what the test fixture of that name gives, where there is one; `project` is a folder
    with a dbt project, this one unless said.
    """
    program = ["tests.python.parsed_dbt", str(parsed)] if parsed else ["dbt.cli.main"]
    options = ["--vars", json.dumps(variables), "--target", target]
    options += ["--project-dir", str(project)]
    _compile(home, program, ["--target-path", str(home / "target"), *options], select)
    return _read_manifest(home / "target/manifest.json")


def compile_for_each(
    home: Path, select: str, each: Sequence[Mapping[str, object]], parsed: Path
) -> list[CompiledProject]:
    """The selected models compiled again and again, with each of these vars, by one dbt."""
    listed = home / "each.json"
    home.mkdir(parents=True, exist_ok=True)
    listed.write_text(json.dumps(each))
    _compile(home, ["tests.python.parsed_dbt", str(parsed), "--each", str(listed)], [], select)
    first = _read_manifest(home / "0/manifest.json")
    codes = (
        {path.stem: path.read_text() for path in (home / str(place) / "compiled").rglob("*.sql")}
        for place in range(len(each))
    )
    return [replace(first, code=code) for code in codes]


def _read_manifest(file: Path) -> CompiledProject:
    manifest = json.loads(file.read_text())
    nodes = [n for n in manifest["nodes"].values() if n["resource_type"] in ("model", "seed")]
    return CompiledProject(
        code={n["name"]: n["compiled_code"] for n in nodes if n.get("compiled_code")},
        refs={n["name"]: [ref["name"] for ref in n.get("refs", [])] for n in nodes},
        schemas={n["name"]: n["schema"] for n in nodes},
        columns={
            n["name"]: {c["name"]: c.get("data_type") or "" for c in n["columns"].values()}
            | (n["config"].get("column_types") or {})
            for n in nodes
        },
        rounds={
            n["name"]: n["config"].get("meta", {})
            for n in nodes
            if n["config"].get("materialized") == "rounds"
        },
        views=frozenset(n["name"] for n in nodes if n["config"].get("materialized") == "view"),
    )


def _compile(home: Path, program: Sequence[str], options: Sequence[str], select: str) -> None:
    env = os.environ | {
        "BATUTA_HOME": str(home),
        "BATUTA_RAW": str(home / "raw"),
        "BATUTA_POLICY": str(ROOT / "seeds"),
        "DBT_LOG_PATH": str(home / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    env.pop("BATUTA_WAREHOUSE", None)
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", *program, "compile", "--select", select]
    fixed = ["--profiles-dir", str(ROOT), "--quiet"]
    done = subprocess.run(
        [*command, *fixed, *options], cwd=ROOT, env=env, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


class Bench:
    """A database, in memory or in a file, under the name the compiled SQL calls it by."""

    def __init__(self, project: CompiledProject, file: Path | None = None) -> None:
        self.project = project
        self.connection = duckdb.connect(":memory:")
        place = str(file).replace("'", "''") if file else ":memory:"
        self.connection.execute(f"attach '{place}' as warehouse")
        self.connection.execute("set TimeZone = 'UTC'")
        self.connection.execute("set threads = 1")
        for schema in sorted(set(project.schemas.values())):
            self.connection.execute(f"create schema if not exists warehouse.{schema}")

    def give(self, name: str, columns: Mapping[str, str], rows: Rows) -> None:
        """Make an input: the table of a model or a seed, with these columns and rows."""
        self._give(self.relation(name), columns, rows)

    def give_source(
        self, schema: str, identifier: str, columns: Mapping[str, str], rows: Rows
    ) -> None:
        """Make a raw table as the landing would have."""
        self.connection.execute(f"create schema if not exists warehouse.{schema}")
        self._give(f'"warehouse"."{schema}"."{identifier}"', columns, rows)

    def _give(self, relation: str, columns: Mapping[str, str], rows: Rows) -> None:
        listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.connection.execute(f"create or replace table {relation} ({listed})")
        values = [[row.get(column) for column in columns] for row in rows]
        if 0 < len(values) <= FEW_ROWS:
            places = f"({', '.join('?' * len(columns))})"
            self.connection.execute(
                f"insert into {relation} values {', '.join([places] * len(values))}",
                list(itertools.chain.from_iterable(values)),
            )
        elif values:
            frame = pd.DataFrame(
                values,
                columns=list(columns),
                dtype=object,
            )
            self.connection.register("given_rows", frame)
            self.connection.execute(f"insert into {relation} select * from given_rows")
            self.connection.unregister("given_rows")

    def build(self, names: Iterable[str], replace_text: tuple[str, str] | None = None) -> None:
        """Build models in this order; a text of the compiled SQL may be replaced."""
        for name in names:
            code = self.project.code[name]
            if replace_text is not None:
                code = code.replace(*replace_text)
            if name in self.project.rounds:
                self._build_in_rounds(name, code)
            else:
                kind = "view" if name in self.project.views else "table"
                self.connection.execute(f"create or replace {kind} {self.relation(name)} as {code}")

    def build_with_inputs(self, targets: Iterable[str], given: Iterable[str]) -> None:
        """Build models and whatever they read, in order; what is not given to them is empty.

        Seeds and staged tables are inputs; of those that are not among the `given` there is an
        empty one with the columns of the YAML. No run went before: what was kept is empty too.
        """
        settled, there = set(given), set(given)

        def settle(name: str) -> None:
            if name in settled:
                return
            settled.add(name)
            if self.project.schemas[name] in ("staging", "policy", "reference"):
                self.give(name, self.project.columns[name], [])
                there.add(name)
                return
            for other in self.project.refs[name]:
                settle(other)
            for other in self.project.schemas:
                is_read = self.relation(other) in self.project.code[name]
                if is_read and other not in there and name not in self.project.rounds:
                    self.give(other, self.project.columns[other], [])
            self.build([name])
            there.add(name)

        for target in targets:
            settle(target)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return self.connection.execute(query).fetchall()

    def relation(self, name: str) -> str:
        return f'"warehouse"."{self.project.schemas[name]}"."{name}"'

    def _build_in_rounds(self, name: str, code: str) -> None:
        """What the materialization `rounds` does: what a round leaves open is the next input."""
        relation, columns = self.relation(name), self.project.columns[name]
        meta = self.project.rounds[name]
        listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.connection.execute(f"create or replace table {relation} ({listed})")
        names = ", ".join(columns)
        settled = f"where {meta['keep']}" if "keep" in meta else ""
        round_number, round_code = 0, code
        while True:
            one_round = ("odd_round", "even_round")[round_number % 2]
            self.connection.execute(f"create or replace temp table {one_round} as {round_code}")
            row = self.connection.execute(
                f"insert into {relation} ({names}) select {names} from {one_round} {settled}"
            ).fetchone()
            assert row is not None
            if row[0] == 0:
                return
            if "input" in meta:
                source = self.relation(meta["input"])
                carried = self.connection.execute(f"select * from {source} limit 0").description
                inner = ", ".join(column[0] for column in carried)
                left_open = f"(select {inner} from {one_round} where not {meta['keep']})"
                round_code = code.replace(source, left_open)
            round_number += 1
