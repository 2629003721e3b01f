"""The second engine walks as the first: a fixed sample of random companies, decided by Spark."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.python.arbitration.companies import DAY, companies
from tests.python.arbitration.decide import decide_in_rounds, remedies_stated
from tests.python.compiled_spark import SparkBench
from tests.python.compiled_sql import Bench, compile_project
from tests.python.reference.walk import Company, walk

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def sparks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SparkBench]:
    folder = tmp_path_factory.mktemp("walk on spark")
    by_priority, by_time = (
        SparkBench(
            compile_project(
                folder / mode,
                "models/arbitration",
                {"as_of": f"{DAY} 06:00:00", "arbitration_mode": mode},
                target="spark",
            ),
            folder,
        )
        for mode in ("priority", "chronological")
    )
    return {"priority": by_priority, "value": by_priority, "chronological": by_time}


@settings(
    max_examples=3,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(company=companies(most_campaigns=10, most_customers=12, most_contacts=20))
def test_spark_decides_what_the_walk_decides(
    benches: dict[str, Bench], sparks: dict[str, SparkBench], company: Company
) -> None:
    decided = decide_in_rounds(sparks[company.mode], company)

    assert decided == {
        key: (v.outcome, v.reason, v.blocked_by_type, v.blocked_by_id)
        for key, v in walk(company).items()
    }
    decide_in_rounds(benches[company.mode], company)
    first = remedies_stated(benches[company.mode], company)
    assert remedies_stated(sparks[company.mode], company) == first
