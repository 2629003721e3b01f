"""A published day decided again: what came since changes nothing, what was lost is named."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
import yaml

from python_hooks.replay.state import KEPT
from tests.python.conftest import ROOT, Home

pytestmark = [pytest.mark.trial, pytest.mark.replay]

CONSENTS = "crm/consents/part-0001.ndjson"


@pytest.fixture(scope="module")
def day(company: Home) -> date:
    found = company.rows("select max(decision_date) from state.published_runs")[0][0]
    assert isinstance(found, date)
    return found


@pytest.fixture(scope="module")
def later(company: Home, day: date, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The company a day later: late facts about the day, another day published, other caps."""
    folder = tmp_path_factory.mktemp("replay")
    home = Home(folder / "home", folder / "raw")
    shutil.copytree(company.path, home.path, symlinks=True)
    shutil.copytree(company.raw, home.raw)
    # By its name it stands before all that was known, so that every delivery's number changes.
    late = home.raw / "crm/consents/a-late.ndjson"
    late.write_text(
        "".join(
            json.dumps(
                {
                    "record_id": record,
                    "channel": "email",
                    "status": "withdrawn",
                    "recorded_at": f"{day - timedelta(days=1)}T08:00:00Z",
                }
            )
            + "\n"
            for (record,) in company.rows(
                """
                select distinct source_record_id from state.published_contacts
                where source_name = 'crm' and channel = 'email' order by all
                """
            )
        )
    )
    assert late.stat().st_size > 1000
    landed = home.batuta("land")
    assert landed.returncode == 0, landed.stdout
    with duckdb.connect(str(home.warehouse)) as warehouse:
        publish_next_day(warehouse, day, hashlib.sha256(late.read_bytes()).hexdigest())
    return home


def publish_next_day(warehouse: duckdb.DuckDBPyConnection, day: date, late_hash: str) -> None:
    """What the next day's publication writes: contacts, who is who now, and what it had read."""
    tomorrow = day + timedelta(days=1)
    moment = f"{tomorrow} 06:00:00"
    warehouse.execute(
        f"""
        insert into state.published_contacts by name
        select * replace ('next' as run_id, md5(decision_id) as decision_id,
            date '{tomorrow}' as contact_date)
        from state.published_contacts where contact_date = date '{day}';

        insert into state.published_runs by name
        select * replace ('next' as run_id, date '{tomorrow}' as decision_date,
            timestamp '{moment}' as as_of)
        from state.published_runs where decision_date = date '{day}';

        insert into state.identity_members by name
        select * replace ('merged' as customer_id, timestamp '{moment}' as recorded_at,
            'next' as run_id, publication_number + 1 as publication_number)
        from state.identity_members;

        insert into state.deliveries
        values ('crm', 'consents', 'a-late.ndjson', '{late_hash}', timestamp '{moment}')
        """
    )


@pytest.fixture(scope="module")
def other_caps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Today's policy, which allows no contacts at all."""
    policy = tmp_path_factory.mktemp("policy") / "seeds"
    shutil.copytree(ROOT / "seeds", policy)
    caps = policy / "contact_caps.csv"
    caps.write_text(caps.read_text() + "none,all,,customer,rolling_days,7,0,,\n")
    return policy


def test_a_published_day_comes_again_row_by_row(later: Home, day: date, other_caps: Path) -> None:
    row_count = later.rows(
        f"select count(*) from arbitration.fct_campaign_decisions where decision_date = '{day}'"
    )[0][0]
    before = later.warehouse.read_bytes()

    done = later.batuta("replay", "--date", str(day), "--policy", str(other_caps))

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"every one of {row_count:,} rows is the same" in done.stdout
    assert "crm/consents: a-late.ndjson" in done.stdout, "what came since is told"
    assert "contact_caps.csv" in done.stdout
    assert "\x1b[" not in done.stdout, "plain where there is no terminal"
    assert later.warehouse.read_bytes() == before


def test_a_fact_that_was_lost_is_named(later: Home, day: date) -> None:
    with (later.raw / CONSENTS).open("r+") as stream:
        lines = stream.readlines()
        stream.seek(0)
        stream.truncate()
        stream.writelines(lines[: len(lines) // 2])
    landed = later.batuta("land")

    done = later.batuta("replay", "--date", str(day))

    said = " ".join(done.stdout.split())
    assert landed.returncode == 0, landed.stdout
    assert done.returncode == 1, done.stdout + done.stderr
    assert "lost fact 1 overwritten since: crm/consents: part-0001.ndjson" in said
    assert "no_consent" not in said and "rows are the same" in said
    for column in ("outcome", "reason", "explanation"):
        assert column in said
    assert "changed code" not in said and "changed policy" not in said


@pytest.mark.parametrize(
    "date_given, said",
    [
        pytest.param("the first", "is not a date", id="no date"),
        pytest.param("2001-01-01", "was never decided", id="a day that was never decided"),
    ],
)
def test_a_day_without_a_past_is_refused(company: Home, date_given: str, said: str) -> None:
    done = company.batuta("replay", "--date", date_given)

    assert done.returncode == 2
    assert said in " ".join(done.stdout.split())
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "statement, said",
    [
        pytest.param("delete from state.published_runs", "never published", id="a preview"),
        pytest.param("drop table state.policy_files cascade", "not kept", id="an older batuta's"),
        pytest.param("delete from state.policy_files", "were not kept", id="a policy that is gone"),
    ],
)
def test_a_day_of_which_too_little_was_kept_is_refused(
    company: Home, day: date, tmp_path: Path, statement: str, said: str
) -> None:
    home = Home(tmp_path / "home", company.raw)
    home.path.mkdir()
    shutil.copy(company.warehouse, home.warehouse)
    with duckdb.connect(str(home.warehouse)) as warehouse:
        warehouse.execute(statement)

    done = home.batuta("replay", "--date", str(day))

    assert done.returncode == 2
    assert said in " ".join(done.stdout.split())
    assert "Traceback" not in done.stdout + done.stderr


def test_a_publication_keeps_the_files_that_make_its_policy_version(company: Home) -> None:
    kept: dict[object, list[str]] = {}
    for version, file, content in company.rows(
        "select policy_version, policy_file, content from state.policy_files"
    ):
        digest = hashlib.sha256(str(content).strip().encode()).hexdigest()
        kept.setdefault(version, []).append(f"{Path(str(file)).stem}:{digest}")

    published = company.rows("select distinct policy_version from state.published_runs")

    assert {(_version(prints),) for prints in kept.values()} == set(published)
    assert {(version,) for version in kept} == set(published)


def _version(prints: list[str]) -> str:
    return hashlib.md5("|".join(sorted(prints)).encode()).hexdigest()[:12]


def test_a_publication_keeps_every_var_that_decides(company: Home) -> None:
    project: Mapping[str, object] = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    (parameters,) = company.rows("select run_parameters from state.published_runs")[0]

    kept = json.loads(str(parameters))

    assert kept == {k: v for k, v in project.items() if k not in ("as_of", "publish")}
    assert list(kept["sources"]) == list(project["sources"]), "they stand in order of trust"


def test_a_replay_says_of_every_table_of_the_state_what_it_forgets(company: Home) -> None:
    tables = company.rows("select table_name from duckdb_tables() where schema_name = 'state'")

    assert {name for (name,) in tables} == KEPT.keys()
