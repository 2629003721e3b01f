"""The second engine walks as the first: a fixed sample of random companies, and the hard ones.

They are decided together, in one run, for on Spark a statement takes as long for a dozen companies
as for one.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.python.arbitration.companies import DAY, random_companies
from tests.python.arbitration.decide import (
    decide_together,
    one_by_one,
    remedies_stated,
)
from tests.python.arbitration.hard import HARD
from tests.python.arbitration.together import together
from tests.python.compiled_sql import Bench, compile_project
from tests.python.conftest import Home
from tests.python.reference.walk import Company
from tests.python.spark_bench import SparkBench, spark_session

pytestmark = pytest.mark.spark

# Rounds are what takes time on Spark: who needs many, or has many campaigns, stays away.
MOST_CANDIDATES = 36


@pytest.fixture(scope="module")
def sample() -> list[Company]:
    """Of the random companies those that leave most to decide, but for the mode by time."""
    drawn = [c for c in random_companies(60, derandomize=True) if c.mode != "chronological"]
    hard = [company for parameter in HARD for company in [parameter.values[0]]]
    return [
        *sorted(drawn, key=lambda company: -len(company.candidates))[:16],
        *[c for c in hard if isinstance(c, Company) and len(c.candidates) <= MOST_CANDIDATES],
    ]


def test_both_engines_decide_what_the_walk_decides(
    sample: list[Company],
    engines: tuple[Home, Home],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder: Path = tmp_path_factory.mktemp("walk on spark")
    variables = {"as_of": f"{DAY} 06:00:00", "arbitration_mode": "priority"}
    for_duckdb, for_spark = (
        compile_project(
            folder / target,
            "models/arbitration",
            variables,
            target,
            parsed=home.path / "target/partial_parse.msgpack",
        )
        for home, target in zip(engines, ("duckdb", "spark"), strict=True)
    )
    first = Bench(for_duckdb)
    decided = decide_together(first, sample)
    remedies = remedies_stated(first, together(sample))

    with spark_session(folder / "warehouse") as session:
        second = SparkBench(session, for_spark, folder / "tables")
        decided_again = decide_together(second, sample)
        remedies_again = remedies_stated(second, together(sample))

    assert decided_again == decided == [one_by_one(company) for company in sample]
    assert remedies_again == remedies
    reasons = [verdict[1] for verdicts in decided for verdict in verdicts.values()]
    for reason in ("selected", "excluded", "capped", "capacity", "other_channel_selected"):
        assert reasons.count(reason) >= 10, reason
    kinds = {remedy.remedy_type for remedy in remedies.values()}
    assert kinds == {"higher_position", "later_day", "higher_cap", "more_capacity"}
