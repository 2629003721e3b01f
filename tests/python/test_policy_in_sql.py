"""The policy files as dbt reads them, from a folder anywhere on the disk."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from python_hooks.policy import complete_policy
from python_hooks.policy.files import FILES
from python_hooks.settings import PROJECT

SHIPPED = PROJECT / "seeds"
SEEDS_AND_TESTS = ["resource_type:seed,config.schema:policy", "path:tests/policy"]


def build(
    policy: Path,
    home: Path,
    select: Sequence[str] = SEEDS_AND_TESTS,
    parsed: Path | None = None,
) -> dict[str, str]:
    """Load and test a policy with dbt; return the status of every node by name.

    `parsed` is what dbt has read when that folder held another policy.
    """
    env = os.environ | {
        "BATUTA_HOME": str(home),
        "BATUTA_RAW": str(home / "raw"),
        "BATUTA_POLICY": str(policy),
        "BATUTA_TARGET": "duckdb",
        "DBT_TARGET_PATH": str(home / "target"),
        "DBT_LOG_PATH": str(home / "logs"),
        "DBT_PROFILES_DIR": str(PROJECT),
    }
    (home / "raw").mkdir(parents=True, exist_ok=True)
    dbt = [str(Path(sys.executable).parent / "dbt")]
    if parsed:
        dbt = [sys.executable, "-m", "tests.python.parsed_dbt", str(parsed)]
    command = [*dbt, "build", "--select", *select, "--indirect-selection", "cautious"]
    done = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True)
    results = home / "target" / "run_results.json"
    assert results.is_file(), done.stdout + done.stderr
    nodes = json.loads(results.read_text(encoding="utf-8"))["results"]
    return {node["unique_id"].split(".")[2]: node["status"] for node in nodes}


VITAMIN_BUYERS_REASON = "Buys vitamins regularly; advice on dosage helps"

BROKEN = [
    ("campaigns.csv", "birthday,,loyalty,marketing,90", "birthday,,loyalty,servicee,190"),
    ("campaigns.csv", "email|push|till,2026-11-20", "email|puhs|till,2026-12-24"),
    ("campaigns.csv", "live,win_back,lapsed_regulars", "live,win_bakc,lapsed_regular"),
    ("campaigns.csv", "false,false,false", ",false,false"),
    ("channels.csv", "10:00,20:00", "10:00,09:00"),
    ("channels.csv", "09:00,21:00", "9:00,21:00"),
    ("campaign_contents.csv", "privacy_notice,none,,", "privacy_notice,none,FREE,"),
    ("campaign_contents.csv", "cart_reminder,,es,", "cart_reminder,,fr,"),
    ("audience_rules.csv", "order_count,=", "orders,="),
    ("audience_rules.csv", "The formula is for mature skin", ""),
    ("contact_caps.csv", "channel,sms", "channel,smss"),
    ("contact_caps.csv", "rolling_days,7,4", "rolling_days,,4"),
    ("campaign_exclusions.csv", "one_birthday_wish,", "one_welcome,"),
    ("rfm_bands.csv", "recency_days,4,30", "recency_days,4,40"),
    ("rfm_segments.csv", "10,hibernating,2,2", "10,hibernating,2,1"),
    (
        "message_templates.csv",
        "because_win_back,en,trigger_sentence,win_back",
        "because_win_back,en,message,win_back",
    ),
    ("topics.csv", "gifts,false", "gifts,false\ngifts,true"),
    ("topic_categories.csv", "health,vitamins", "health, Vitamins "),
    ("audience_rules.csv", VITAMIN_BUYERS_REASON, ""),
    ("audience_rules.csv", "rfm_segment,=,champions", "top_category,in,surf|VITAMINS"),
    ("intent_weights.csv", "viewed,1,7", "viewed,-1,7"),
    ("campaigns.csv", "email|push,,,asap,3,3", "email|push,,,asap,99999999999,0"),
    ("value_parameters.csv", "data_hash,settings", "data_hash,settings\nbg_nbd,r,0.5,,,,,"),
]


@dataclass(frozen=True)
class Built:
    """A policy folder, the home it was built into, and how every node ended."""

    policy: Path
    home: Path
    statuses: dict[str, str]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped policy with many mistakes in it, built in a folder with a space, and kept."""
    place = tmp_path_factory.mktemp("somebody else's disk")
    policy = place / "my policy"
    shutil.copytree(SHIPPED, policy)
    for file, was, becomes in BROKEN:
        text = (policy / file).read_text(encoding="utf-8")
        assert was in text, was
        (policy / file).write_text(text.replace(was, becomes, 1), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in policy.iterdir()}
    statuses = build(policy, place / "home")
    # dbt would write what it ran over a seed that has an absolute path.
    assert {path.name: path.read_bytes() for path in policy.iterdir()} == before
    kept = place / "kept"
    shutil.copytree(policy, kept)
    return Built(kept, place / "home", statuses)


Rebuild = Callable[..., dict[str, str]]


@pytest.fixture
def rebuild(broken: Built) -> Rebuild:
    """Build another policy in the place of the first: dbt reads the project only once."""
    place = broken.policy.parent / "my policy"

    def build_in_place(
        policy: Path, home: Path, select: Sequence[str] = SEEDS_AND_TESTS
    ) -> dict[str, str]:
        shutil.rmtree(place)
        shutil.copytree(policy, place)
        return build(place, home, select, broken.home / "target" / "partial_parse.msgpack")

    return build_in_place


def test_sql_guards_the_same_files(broken: Built) -> None:
    failed = {name for name, status in broken.statuses.items() if status == "fail"}
    expected = {
        "accepted_values_campaigns_purpose",
        "in_range_campaigns_priority",
        "list_items_exist_campaigns_channels",
        "name_is_known_campaigns_",
        "relationships_campaigns_",
        "never_null_campaigns_campaign_id",
        "matches_format_channels_send_from",
        "unique_topics_topic",
        "unique_campaign_exclusions_exclusion_id",
        "present_when_contact_caps_window_days",
        "present_when_message_templates_trigger_name",
        "assert_policy_windows_are_possible",
        "assert_service_campaigns_do_not_promote",
        "assert_contents_have_texts_in_their_language",
        "assert_audience_rules_look_at_allowed_columns",
        "assert_sensitive_audience_rules_have_reasons",
        "assert_scopes_name_something",
        "in_range_intent_weights_weight",
        "in_range_campaigns_cooldown_days",
        "in_range_campaigns_ttl_days",
        "assert_rfm_bands_meet",
        "assert_rfm_segments_cover_all_scores",
        "assert_value_parameters_are_whole",
    }
    missing = {name for name in expected if not any(each.startswith(name) for each in failed)}
    assert not missing, f"passed: {missing}; failed: {sorted(failed)}"


def test_an_empty_cell_is_null_and_every_other_is_itself(broken: Built) -> None:
    with duckdb.connect(str(broken.home / "warehouse.duckdb"), read_only=True) as warehouse:
        for shape in FILES:
            with (broken.policy / shape.file).open(encoding="utf-8", newline="") as stream:
                cells = [tuple(map(loaded_as, row)) for row in csv.reader(stream)][1:]
            columns = ", ".join(f"cast({name} as varchar)" for name in shape.column_names)
            loaded = warehouse.sql(f"select {columns} from policy.{shape.file[:-4]}").fetchall()
            assert sorted(map(plain, loaded)) == sorted(map(plain, cells)), shape.file


def test_a_sensitive_category_needs_a_reason_however_it_is_written(broken: Built) -> None:
    compiled = broken.home / "target" / "compiled" / "batuta" / "tests" / "policy"
    found = compiled / "assert_sensitive_audience_rules_have_reasons.sql"
    with duckdb.connect(str(broken.home / "warehouse.duckdb"), read_only=True) as warehouse:
        rules = {row[0] for row in warehouse.sql(found.read_text(encoding="utf-8")).fetchall()}
    assert rules == {"champions", "vitamin_buyers", "women_over_60_anti_ageing"}


def loaded_as(cell: str) -> str | None:
    """Without the spaces around it; nothing is null."""
    return cell.strip() or None


def plain(row: tuple[str | None, ...]) -> tuple[str, ...]:
    """A row in a form that sorts, and in which 0.1000 is 0.1."""
    return tuple(
        "null"
        if cell is None
        else cell.rstrip("0").rstrip(".")
        if re.fullmatch(r"-?\d+\.\d+", cell)
        else cell
        for cell in row
    )


def test_spaces_around_cells_and_rows_of_commas_are_no_policy(
    rebuild: Rebuild, tmp_path: Path
) -> None:
    """Plain dbt loads what the lint reads, and every test of the policy passes."""
    policy = tmp_path / "spaced"
    policy.mkdir()
    for shape in FILES:
        with (SHIPPED / shape.file).open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        with (policy / shape.file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            for row in rows:
                writer.writerow(f" {cell}\t" for cell in row)
                writer.writerow("" for _ in row)
            writer.writerow(" " for _ in header)
    statuses = rebuild(policy, tmp_path / "home")
    assert set(statuses.values()) == {"success", "pass"}
    with duckdb.connect(str(tmp_path / "home" / "warehouse.duckdb"), read_only=True) as warehouse:
        for shape in FILES:
            with (SHIPPED / shape.file).open(encoding="utf-8", newline="") as stream:
                cells = [tuple(map(loaded_as, row)) for row in csv.reader(stream)][1:]
            columns = ", ".join(f"cast({name} as varchar)" for name in shape.column_names)
            loaded = warehouse.sql(f"select {columns} from policy.{shape.file[:-4]}").fetchall()
            assert sorted(map(plain, loaded)) == sorted(map(plain, cells)), shape.file


@pytest.mark.parametrize("rows", ["email,false\n", ""], ids=["a row", "no rows"])
def test_a_header_with_a_space_says_so(rebuild: Rebuild, tmp_path: Path, rows: str) -> None:
    policy = tmp_path / "header"
    shutil.copytree(SHIPPED, policy)
    (policy / "topics.csv").write_text("topic ,is_sensitive\n" + rows, encoding="utf-8")
    statuses = rebuild(policy, tmp_path / "home", select=["topics"])
    assert statuses["topics"] == "error"
    results = json.loads((tmp_path / "home" / "target" / "run_results.json").read_text())["results"]
    [message] = [each["message"] for each in results if each["unique_id"].endswith(".topics")]
    assert "topics.csv has no column 'topic'; its header says 'topic ', 'is_sensitive'" in message


def test_two_files_are_enough(rebuild: Rebuild, tmp_path: Path) -> None:
    """All others count as empty, and no test complains about what is not there."""
    policy = tmp_path / "two files"
    policy.mkdir()
    shutil.copy(SHIPPED / "channels.csv", policy)
    with (SHIPPED / "campaigns.csv").open(encoding="utf-8", newline="") as stream:
        campaigns = list(csv.DictReader(stream))
    with (policy / "campaigns.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(campaigns[0]))
        writer.writeheader()
        writer.writerows(row | {"audience_rule_id": ""} for row in campaigns)
    complete_policy(policy, tmp_path / "whole")
    statuses = rebuild(tmp_path / "whole", tmp_path / "home")
    assert set(statuses.values()) == {"success", "pass"}
