"""The main job as a user runs it: twice, half-way, with mistakes, without publishing."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.python.conftest import ROOT, Home

DECISIONS = """
    select decision_id, outcome, contact_point, rank_score, campaign_id, customer_id, channel
    from arbitration.fct_campaign_decisions
    where outcome = 'selected'
    order by decision_id
"""
PUBLISHED = "select run_id, decision_id from state.published_contacts order by all"


@pytest.fixture(scope="module")
def small(company: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The published company in a home of its own, for tests that run it again."""
    home = Home(tmp_path_factory.mktemp("job") / "home", company.raw)
    shutil.copytree(company.path, home.path, symlinks=True)
    return home


@pytest.fixture(scope="module")
def day(company: Home) -> date:
    """The day the company was decided for."""
    found = company.rows("select max(decision_date) from state.published_runs")[0][0]
    assert isinstance(found, date)
    return found


def decisions_of(home: Home, day: date) -> list[tuple[object, ...]]:
    """The selected decisions of a day."""
    return home.rows(DECISIONS.replace("where", f"where decision_date = '{day}' and"))


def decide(
    home: Home, day: date, publish: bool, parsed: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Decide a day as a scheduler does, with dbt alone and without the data tests."""
    variables = json.dumps({"as_of": f"{day} 06:00:00", "publish": publish})
    what = ["build", "--resource-type", "model", "seed"]
    return home.dbt(*what, "--vars", variables, parsed=parsed)


def test_a_run_says_what_it_did_on_one_screen(company: Home) -> None:
    done = company.batuta("summary")

    assert done.returncode == 0, done.stdout
    assert "\x1b[" not in done.stdout, "plain where there is no terminal"
    for word in ("people from", "candidates", "contacts selected", "capped", "tables:", "next:"):
        assert word in done.stdout


def test_only_published_contacts_can_be_pulled(company: Home) -> None:
    selected = company.rows(
        "select count(*) from arbitration.fct_campaign_decisions where outcome = 'selected'"
    )
    published = company.rows("select count(*) from state.published_contacts")
    pulled = company.rows(
        """
        select count(*), count(distinct decision_id)
        from (
            select decision_id from delivery.sync_audience_email
            union all select decision_id from delivery.sync_audience_sms
            union all select decision_id from delivery.sync_audience_push
            union all select decision_id from delivery.sync_audience_direct_mail
            union all select decision_id from delivery.sync_audience_till
        )
        """
    )

    assert selected == published
    assert pulled[0][0] == pulled[0][1] == selected[0][0]
    assert int(str(selected[0][0])) > 50


def test_running_and_publishing_a_day_twice_changes_nothing(small: Home, day: date) -> None:
    before = small.rows(DECISIONS), small.rows(PUBLISHED)

    again = decide(small, day, publish=True)
    published = small.batuta("publish")

    assert again.returncode == 0, again.stdout
    assert published.returncode == 0, published.stdout
    assert [row[0] for row in small.rows(DECISIONS)] == [row[0] for row in before[0]]
    assert small.rows(PUBLISHED) == before[1]


def test_a_preview_publishes_nothing(small: Home, day: date, parsed: Path) -> None:
    before = small.rows(PUBLISHED)
    tomorrow = day + timedelta(days=1)

    preview = decide(small, tomorrow, publish=False, parsed=parsed)

    assert preview.returncode == 0, preview.stdout
    assert len(decisions_of(small, tomorrow)) > 20
    assert small.rows(PUBLISHED) == before


def test_a_day_decided_again_with_nothing_keeps_nothing(
    small: Home, day: date, tmp_path: Path
) -> None:
    tomorrow = day + timedelta(days=1)
    policy = tmp_path / "policy"
    shutil.copytree(ROOT / "seeds", policy)
    campaigns = policy / "campaigns.csv"
    campaigns.write_text(re.sub(",(live|test|paused),", ",draft,", campaigns.read_text()))
    variables = json.dumps({"as_of": f"{tomorrow} 06:00:00", "publish": False})
    drafts = {"BATUTA_POLICY": str(policy)}

    seeded = small.dbt("seed", "--select", "campaigns", "--vars", variables, extra=drafts)
    again = small.dbt(
        "run", "--select", "arbitration", "delivery", "--vars", variables, extra=drafts
    )

    assert seeded.returncode == again.returncode == 0, seeded.stdout + again.stdout
    assert decisions_of(small, tomorrow) == []
    assert small.rows("select count(*) from delivery.int_contacts_to_publish") == [(0,)]


def test_an_unpublished_run_leaves_no_trace(small: Home, day: date, parsed: Path) -> None:
    tomorrow, after = day + timedelta(days=1), day + timedelta(days=2)

    later = decide(small, after, publish=False, parsed=parsed)

    assert later.returncode == 0, later.stdout
    assert len(decisions_of(small, after)) > 20
    traces = small.rows(
        f"select count(*) from activity.fct_contact_ledger where contact_date = '{tomorrow}'"
    )
    assert traces == [(0,)]


def test_a_build_that_did_not_finish_is_not_published(
    small: Home, parsed: Path, tmp_path: Path
) -> None:
    half = Home(tmp_path / "home", small.raw)
    shutil.copytree(small.path, half.path, symlinks=True)
    before = half.rows(PUBLISHED)
    with duckdb.connect(str(half.warehouse)) as connection:
        connection.execute(
            "update delivery.int_publications_prepared set run_id = 'of another day'"
        )

    done = half.dbt("run-operation", "publish", parsed=parsed)

    assert done.returncode != 0
    assert "the last build did not finish" in " ".join(done.stdout.split())
    assert half.rows(PUBLISHED) == before


def test_new_contacts_for_a_day_before_the_newest_published_one_are_refused(
    small: Home, day: date, parsed: Path
) -> None:
    before = small.rows(PUBLISHED)
    decided = small.rows("select decision_date from delivery.int_publications_prepared")
    newest = day + timedelta(days=9)
    with duckdb.connect(str(small.warehouse)) as connection:
        connection.execute(
            "insert into state.published_runs (run_id, decision_date, as_of)"
            " values ('later', ?, ?)",
            [newest, newest],
        )

    done = small.dbt("run-operation", "publish", parsed=parsed)

    assert decided == [(day + timedelta(days=2),)]
    assert done.returncode != 0
    assert f"{newest} is published already" in " ".join(done.stdout.split())
    assert small.rows(PUBLISHED) == before


def test_a_killed_run_leaves_the_last_good_state_whole(small: Home, day: date) -> None:
    before = small.warehouse.read_bytes()
    begun = time.time()

    process = subprocess.Popen(
        [sys.executable, "-m", "python_hooks", "run", "--as-of", f"{day} 07:00:00"],
        cwd=ROOT,
        env=small.env(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    building = small.path / "building" / small.warehouse.name
    deadline = time.monotonic() + 300
    while not building.exists() or building.stat().st_mtime < begun:
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.2)
    time.sleep(5)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert small.warehouse.read_bytes() == before
    assert small.batuta("summary").returncode == 0


def test_a_mistake_in_the_policy_stops_the_run_with_its_place(small: Home, tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    shutil.copytree(ROOT / "seeds", policy)
    campaigns = policy / "campaigns.csv"
    campaigns.write_text(campaigns.read_text().replace(",welcome,,", ",wellcome,,", 1))
    before = small.warehouse.read_bytes()

    done = small.batuta("run", "--policy", str(policy))

    assert done.returncode == 2
    assert "campaigns.csv:2" in done.stdout and "welcome" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert small.warehouse.read_bytes() == before


@pytest.mark.parametrize(
    "arguments, said",
    [
        pytest.param(["--as-of", "yesterday"], "not a timestamp", id="an as_of that is none"),
        pytest.param(["--mode", "fastest"], "choose one of", id="a mode that is none"),
        pytest.param(
            ["--raw", "/nowhere/at/all"], "/nowhere/at/all", id="a raw folder that is none"
        ),
    ],
)
def test_mistakes_end_in_a_sentence(small: Home, arguments: list[str], said: str) -> None:
    done = small.batuta("run", *arguments)

    assert done.returncode == 2
    assert said in " ".join(done.stdout.split())
    assert "Traceback" not in done.stdout + done.stderr


def test_a_customers_day_is_explained(company: Home) -> None:
    (email,) = company.rows(
        """
        select contact_point from delivery.sync_audience_email
        where contact_point in (
            select contact_point from customer.dim_contact_points
            group by contact_point having count(distinct customer_id) = 1
        )
        group by contact_point order by count(*) desc, contact_point limit 1
        """
    )[0]

    done = company.batuta("explain", "decision", str(email))

    assert done.returncode == 0, done.stdout
    assert "selected" in done.stdout and "Sent: nothing stood in its way." in done.stdout
    assert "caps that apply" in done.stdout
    assert str(email) not in done.stdout, "what the user knows is not repeated"
    draft = company.batuta("explain", "decision", str(email), "--campaign", "electronics_trade_in")
    assert draft.returncode == 0, draft.stdout
    assert "because the campaign is a draft." in draft.stdout.splitlines()[-1]
    unknown = company.batuta("explain", "decision", "nobody@nowhere.example")
    assert unknown.returncode == 2
    assert "no customer has" in unknown.stdout
