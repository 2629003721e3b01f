"""The policy of then, laid out word for word beside that of today."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from python_hooks.errors import UserError
from python_hooks.replay.decided import find_decided_day
from python_hooks.replay.policy import (
    added_files,
    changed_files,
    copy_project,
    keeps_version,
    read_policy_kept,
    write_policy,
)
from python_hooks.settings import PROJECT, Settings

PARAMETERS = "behaviour/parameters/profile_parameters.csv"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "home", tmp_path / "raw", PROJECT / "seeds")


@pytest.fixture
def kept() -> dict[str, str]:
    """Today's own policy, as a publication would have kept it."""
    policy = {path.name: path.read_text() for path in (PROJECT / "seeds").glob("*.csv")}
    return policy | {PARAMETERS: (PROJECT / "models" / PARAMETERS).read_text()}


def test_the_same_policy_has_no_changed_files(kept: dict[str, str], settings: Settings) -> None:
    assert changed_files(kept, settings) == ()
    assert keeps_version(kept)


def test_files_are_written_with_the_line_ends_they_had(
    kept: dict[str, str], settings: Settings, tmp_path: Path
) -> None:
    kept["topics.csv"] = "topic,is_sensitive\r\nnews,false\r\n"

    write_policy(kept, settings, tmp_path / "policy")

    assert (tmp_path / "policy/topics.csv").read_bytes() == kept["topics.csv"].encode()
    assert not (tmp_path / "policy" / PARAMETERS).exists(), "that is the project's"
    assert changed_files(kept, settings) == ("topics.csv",)


def test_a_file_that_did_not_exist_then_has_its_header_only(
    kept: dict[str, str], settings: Settings, tmp_path: Path
) -> None:
    del kept["journeys.csv"]

    write_policy(kept, settings, tmp_path / "policy")

    assert added_files(kept) == ("journeys.csv",)
    assert not keeps_version(kept)
    assert (tmp_path / "policy/journeys.csv").read_text().startswith("journey_id,step_number,")
    assert (tmp_path / "policy/journeys.csv").read_text().count("\n") == 1


def test_a_file_that_dbt_does_not_read_for_its_version_makes_another(kept: dict[str, str]) -> None:
    kept["identifier_rules.csv"] += "#" * 1024 * 1024

    assert not keeps_version(kept)


def test_parameters_of_then_stand_in_a_project_of_their_own(
    kept: dict[str, str], settings: Settings, tmp_path: Path
) -> None:
    kept[PARAMETERS] += "learned,later,1\n"

    copy_project(kept, settings, tmp_path / "project")

    assert changed_files(kept, settings) == (PARAMETERS,)
    assert (tmp_path / "project/models" / PARAMETERS).read_text() == kept[PARAMETERS]
    assert (tmp_path / "project/tests/generic").is_dir(), "the models' tests are parsed too"
    assert (PROJECT / "models" / PARAMETERS).read_text() != kept[PARAMETERS]


def test_a_policy_that_was_not_kept_is_refused(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(
        """
        insert into state.published_runs (run_id, decision_date, as_of, policy_version)
        values ('run', '2026-07-01', '2026-07-01 06:00:00', 'lost')
        """
    )
    decided = find_decided_day(warehouse, "2026-07-01")

    with pytest.raises(UserError, match="policy lost, whose files were not kept"):
        read_policy_kept(warehouse, decided)
