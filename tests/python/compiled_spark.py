"""The project's own SQL as compiled for Spark, run in this process on tables a test makes up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.python.compiled_sql import CompiledProject, Rows


class SparkBench:
    """A Spark session in which every model and input is a view of its bare name.

    The same use as `Bench`; make one per process, for a process has one session.
    """

    def __init__(self, project: CompiledProject, folder: Path) -> None:
        from pyspark.sql import SparkSession

        self.project = project
        self.session: Any = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "4g")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .getOrCreate()
        )
        relations = {f"{schema}.{name}" for name, schema in project.schemas.items()}
        self._relation = re.compile(r"\b(?:" + "|".join(sorted(relations, reverse=True)) + r")\b")

    def give(self, name: str, columns: Mapping[str, str], rows: Rows) -> None:
        """Make an input: the view of a model or a seed, with these columns and rows."""
        schema = ", ".join(
            f"{column} {'string' if kind == 'varchar' else kind}"
            for column, kind in columns.items()
        )
        values = [tuple(row.get(column) for column in columns) for row in rows]
        self._keep(name, self.session.createDataFrame(values, schema))

    def build(self, names: Iterable[str]) -> None:
        """Build models in this order, each computed once."""
        for name in names:
            code = self._relation.sub(lambda found: found[0].split(".")[1], self.project.code[name])
            if name in self.project.rounds:
                self._build_in_rounds(name, code)
            else:
                self._keep(name, self.session.sql(code))

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in self.session.sql(query).collect()]

    def relation(self, name: str) -> str:
        return name

    def _keep(self, name: str, frame: Any) -> Any:
        computed = frame.localCheckpoint()
        computed.createOrReplaceTempView(name)
        return computed

    def _build_in_rounds(self, name: str, code: str) -> None:
        """What the materialization `rounds` does."""
        columns, meta = self.project.columns[name], self.project.rounds[name]
        self.give(name, columns, [])
        settled = self.session.table(name)
        still_open = self.session.table(meta["input"])
        while True:
            self._keep(meta["input"], still_open)
            one_round = self._keep("one_round", self.session.sql(code))
            added = one_round.where(meta["keep"]).select(*columns)
            if added.isEmpty():
                return
            settled = self._keep(name, settled.unionByName(added))
            still_open = one_round.where(f"not {meta['keep']}").select(*still_open.columns)
