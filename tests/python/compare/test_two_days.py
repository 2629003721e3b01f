"""Two policies over two days of a company, as a user compares them; then the tables of both."""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.python.conftest import ROOT, Home

pytestmark = pytest.mark.trial

# The command as it is, but that the warehouses of both sides are kept before they go.
DRIVER = """
import shutil, sys
from pathlib import Path
from python_hooks import __main__ as command
from python_hooks.compare import run

match = run.match_contacts

def keep_and_match(collection, warehouses):
    for side, warehouse in warehouses.items():
        shutil.copyfile(warehouse, Path(sys.argv[1]) / f"{side}.duckdb")
    match(collection, warehouses)

run.match_contacts = keep_and_match
sys.exit(command.main(sys.argv[2:]))
"""
SELECTED = """
    select
        decision_id, decision_date, decisions.customer_id, decisions.campaign_id,
        decisions.channel, decisions.purpose, strength, counts_to_caps, obeys_caps
    from arbitration.fct_campaign_decisions as decisions
    left join policy.campaigns on decisions.campaign_id = campaigns.campaign_id
    where outcome = 'selected' and reason = 'selected' and decision_date in (?, ?)
"""
HOSTILE = '<script>alert("A & B")</script>'


@dataclass(frozen=True)
class Compared:
    """What the command was asked and what it left: its own files, and both sides' warehouses."""

    home: Home
    done: subprocess.CompletedProcess[str]
    days: tuple[date, date]
    paused: str
    kept: Path
    before: str

    @property
    def report(self) -> Path:
        [folder] = (self.home.path / "reports" / "compare").iterdir()
        return folder

    def side(self, letter: str, query: str, *values: object) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.kept / f"{letter}.duckdb"), read_only=True) as connection:
            return connection.execute(query, list(values)).fetchall()

    def selected(self, letter: str) -> list[tuple[Any, ...]]:
        return self.side(letter, SELECTED, *self.days)

    def table(self, name: str) -> list[dict[str, Any]]:
        found = duckdb.sql(f"from '{self.report / name}'")
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="module")
def compared(company: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compared]:
    """The policy in force against one that pauses the busiest marketing campaign."""
    folder = tmp_path_factory.mktemp("compare")
    home = Home(folder / "home", company.raw)
    shutil.copytree(company.path, home.path, symlinks=True)
    (busiest, day), *_ = company.rows(
        """
        select campaign_id, decision_date
        from arbitration.fct_campaign_decisions
        where outcome = 'selected' and purpose = 'marketing'
        group by all order by count(*) desc, campaign_id
        """
    )
    assert isinstance(day, date)
    policy = _policy_pausing(str(busiest), folder / "next")
    # What a comparison that was killed outright has left behind.
    stale = home.path / "trials" / "compare-a" / "warehouse.duckdb"
    stale.parent.mkdir(parents=True)
    stale.write_text("of another time")
    before = _digest(home.warehouse)
    span = ["--from", str(day), "--to", str(day + timedelta(days=1))]
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(folder), "compare", "--policy", str(policy), *span],
        cwd=ROOT,
        env=home.env(),
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    yield Compared(home, done, (day, day + timedelta(days=1)), str(busiest), folder, before)


def test_it_publishes_nothing_and_leaves_nothing_but_its_report(compared: Compared) -> None:
    left = {
        str(path.relative_to(compared.home.path / "trials"))
        for path in (compared.home.path / "trials").rglob("*")
    }

    assert _digest(compared.home.warehouse) == compared.before
    assert left == {
        f"compare-{side}{part}" for side in "ab" for part in ("", "/logs", "/logs/dbt.log")
    }
    assert {path.name for path in compared.report.iterdir()} == {
        "compare.html",
        "compare_contacts.parquet",
        "compare_outcomes.parquet",
        "compare_summary.parquet",
    }


def test_the_policy_in_force_decides_as_the_main_job_did(compared: Compared, company: Home) -> None:
    published = company.rows("select decision_id from state.published_contacts order by all")
    first = [(row[0],) for row in compared.selected("A") if row[1] == compared.days[0]]

    assert sorted(first) == published


def test_totals_are_those_of_a_plain_loop_over_the_decisions(compared: Compared) -> None:
    found = {
        (row["dimension"], row["value"]): row for row in compared.table("compare_summary.parquet")
    }
    expected: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    values: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for side, worths in (("A", _worths(ROOT / "seeds")), ("B", _worths(compared.kept / "next"))):
        segments = dict(
            compared.side(
                side, "select customer_id, rfm_segment from behaviour.dim_customer_profiles"
            )
        )
        for _, day, customer, campaign, channel, purpose, strength, *_ in compared.selected(side):
            worth, cost = worths[campaign]
            value = (worth * strength - cost).quantize(Decimal("0.0001"), ROUND_HALF_UP)
            places = [("all", "all"), ("campaign", campaign), ("channel", channel)]
            places += [("purpose", purpose), ("day", str(day))]
            if day == compared.days[1]:
                places.append(("segment of the second day", segments[customer] or "unknown"))
            for place in places:
                expected[place][side] += 1
                values[place[0] + side, place[1]] += value

    for (dimension, value), counts in expected.items():
        if dimension.startswith("segment"):
            continue
        row = found[dimension, value]
        assert (row["contacts_a"], row["contacts_b"]) == (counts["A"], counts["B"]), value
        assert row["contacts_difference"] == counts["B"] - counts["A"]
        assert row["expected_value_amount_a"] == values[dimension + "A", value]
        assert row["expected_value_amount_b"] == values[dimension + "B", value]
    kept = Counter(
        (row["rfm_segment"], row["side"])
        for row in compared.table("compare_contacts.parquet")
        if row["day"] == compared.days[1]
    )
    assert kept == {
        (segment, side): number
        for (dimension, segment), counts in expected.items()
        if dimension.startswith("segment")
        for side, number in counts.items()
    }
    for dimension in ("all", "campaign", "channel", "purpose", "day"):
        assert {place for place in found if place[0] == dimension} == {
            place for place in expected if place[0] == dimension
        }


def test_the_paused_campaign_loses_all_its_contacts_and_others_gain(compared: Compared) -> None:
    contacts = compared.table("compare_contacts.parquet")
    paused = [row for row in contacts if row["campaign_id"] == compared.paused]
    lost = [row for row in contacts if row["side"] == "A" and row["presence"] == "only"]
    gained = [row for row in contacts if row["side"] == "B" and row["presence"] == "only"]

    assert len(paused) > 10
    assert {(row["side"], row["presence"], row["other_reason"]) for row in paused} == {
        ("A", "only", "campaign_paused")
    }
    # What else A alone has on the first day lost its place to what B has instead.
    instead = {(row["customer_id"], row["day"]) for row in gained}
    others = [row for row in lost if row["campaign_id"] != compared.paused]
    assert all(
        row["other_outcome"] == "rejected" and (row["customer_id"], row["day"]) in instead
        for row in others
        if row["day"] == compared.days[0]
    )
    losers = {row["customer_id"] for row in paused}
    assert gained and losers & {row["customer_id"] for row in gained}


def test_each_side_carries_its_own_ledger_forward(compared: Compared) -> None:
    for side in ("A", "B"):
        ledger = compared.side(
            side,
            "select decision_id from activity.fct_contact_ledger"
            " where contact_date >= ? and decision_id is not null",
            compared.days[0],
        )
        own = [(row[0],) for row in compared.selected(side) if row[1] == compared.days[0]]
        assert sorted(ledger) == sorted(own), side
    assert compared.selected("A") != compared.selected("B")


@pytest.mark.parametrize("side", ["A", "B"])
def test_caps_hold_over_the_past_and_both_days(compared: Compared, side: str) -> None:
    past = compared.side(
        side,
        "select customer_id, contact_date from activity.fct_contact_ledger"
        " where counts_to_caps and status <> 'not_sent'",
    )
    caps = compared.side(
        side,
        "select coalesce(window_days, 1), max_contacts from policy.contact_caps"
        " where scope = 'all' and unit = 'customer' and profile_attribute is null"
        " and window_type in ('rolling_days', 'calendar_day')",
    )
    selected = compared.selected(side)
    # The ledger was read on the second day: the first day's own contacts are in it.
    own = [(row[2], row[1]) for row in selected if row[1] == compared.days[1] and row[7]]
    counted = Counter(past + own)
    held = [(row[2], row[1]) for row in selected if row[7] and row[8]]

    assert len(caps) >= 2 and len(held) > 100
    for window, most in caps:
        for customer, day in held:
            days = [day - timedelta(days=number) for number in range(window)]
            assert sum(counted[customer, one] for one in days) <= most, (window, customer, day)


def test_the_screen_says_who_gains_and_loses(compared: Compared) -> None:
    said = compared.done.stdout

    assert "\x1b[" not in said, "plain where there is no terminal"
    for words in ("A, day 2 of 2", "B, day 1 of 2", "people reached", "expected value, EUR"):
        assert words in said
    assert "gated: campaign_paused" in said
    assert str(compared.report / "compare.html") in said.replace("\n", "")
    assert said.count("\n") < 70


def test_a_hostile_name_is_only_a_name(compared: Compared) -> None:
    page = (compared.report / "compare.html").read_text()

    assert "<script" not in page
    assert "&lt;script&gt;alert(&#34;A &amp; B&#34;)&lt;/script&gt;" in page


def _policy_pausing(campaign: str, folder: Path) -> Path:
    """The shipped policy with one campaign paused and another's name made hostile."""
    shutil.copytree(ROOT / "seeds", folder)
    with (folder / "campaigns.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        if row["campaign_id"] == campaign:
            row |= {"status": "paused", "campaign_name": HOSTILE}
    with (folder / "campaigns.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def _worths(policy: Path) -> dict[str, tuple[Decimal, Decimal]]:
    with (policy / "campaigns.csv").open(newline="") as stream:
        return {
            row["campaign_id"]: (
                Decimal(row["expected_value_amount"] or 0),
                Decimal(row["contact_cost_amount"] or 0),
            )
            for row in csv.DictReader(stream)
        }


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
