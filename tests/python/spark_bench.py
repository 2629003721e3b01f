"""The project's own SQL for Spark, run in this process on tables a test makes up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.python.compiled_sql import CompiledProject, Rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@contextmanager
def spark_session(folder: Path) -> Iterator[SparkSession]:
    """A session for small tables: what a plan costs is what counts, not how it shares rows out."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.memory": "4g",
        "spark.sql.warehouse.dir": str(folder),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.constraintPropagation.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


class SparkBench:
    """What `compiled_sql.Bench` is for DuckDB: tables are views of files in a folder."""

    def __init__(self, session: SparkSession, project: CompiledProject, folder: Path) -> None:
        self.project = project
        self._folder = folder
        self._files = itertools.count()
        self._session = session
        self._views = re.compile(
            "|".join(
                rf"\b{schema}\.{name}\b"
                for name, schema in sorted(project.schemas.items(), reverse=True)
            )
        )

    def give(self, name: str, columns: Mapping[str, str], rows: Rows) -> None:
        types = ", ".join(f"{column} {spark_type(kind)}" for column, kind in columns.items())
        values = [tuple(row.get(column) for column in columns) for row in rows]
        self._keep(self.relation(name), self._session.createDataFrame(values, types))

    def build(self, names: Iterable[str]) -> None:
        for name in names:
            code = self._views.sub(
                lambda found: found[0].replace(".", "__"), self.project.code[name]
            )
            if name in self.project.rounds:
                self._build_in_rounds(name, code)
            else:
                self._keep(self.relation(name), self._session.sql(code))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._session.sql(query).collect()]

    def relation(self, name: str) -> str:
        return f"{self.project.schemas[name]}__{name}"

    def _build_in_rounds(self, name: str, code: str) -> None:
        """What the materialization `rounds` does: what a round leaves open is the next input."""
        relation, meta = self.relation(name), self.project.rounds[name]
        self.give(name, self.project.columns[name], [])
        settled = self._session.table(relation)
        source = self.relation(meta["input"])
        carried = self._session.table(source).columns
        rounds = itertools.count()
        while True:
            one_round = f"{relation}__{next(rounds)}"
            self._keep(one_round, self._session.sql(code))
            found = self._session.table(one_round)
            kept = found.where(meta["keep"]).select(*self.project.columns[name])
            if kept.isEmpty():
                return
            settled = self._keep(relation, settled.unionByName(kept))
            left_open = self._keep(
                f"{one_round}__open", found.where(f"not {meta['keep']}").select(*carried)
            )
            assert left_open.columns == carried
            code = re.sub(rf"\b{source}\b", f"{one_round}__open", code)
            source = f"{one_round}__open"

    def _keep(self, view: str, frame: DataFrame) -> DataFrame:
        """Work the rows out now, into files, as tables are.

        A plan upon plans, also one cut by a checkpoint, would carry sizes that were estimated join
        by join and multiply with every round, until to multiply them takes all time and memory.
        """
        path = str(self._folder / f"{view}_{next(self._files)}")
        frame.write.parquet(path)
        kept = self._session.read.schema(frame.schema).parquet(path)
        kept.createOrReplaceTempView(view)
        return kept


def spark_type(kind: str) -> str:
    return {"varchar": "string", "text": "string"}.get(kind, kind)
