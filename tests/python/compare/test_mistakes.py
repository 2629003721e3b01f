"""Comparisons that cannot be made end in a sentence, and those that are stopped in no trace."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from python_hooks.__main__ import main
from python_hooks.only_one import only_one
from python_hooks.settings import Settings
from tests.python.conftest import ROOT, Home

Compare = Callable[..., str]


@pytest.fixture
def compare(
    company: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Compare:
    """What the command says of a mistake, in the company's home."""

    def run(*arguments: str, home: Path = company.path) -> str:
        monkeypatch.setenv("BATUTA_HOME", str(home))
        monkeypatch.setenv("BATUTA_RAW", str(company.raw))
        monkeypatch.delenv("BATUTA_POLICY", raising=False)
        assert main(["compare", *arguments]) == 2
        assert not (home / "trials" / "compare-a").exists()
        return " ".join(capsys.readouterr().out.split())

    return run


@pytest.fixture
def next_policy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "next"))


@pytest.mark.parametrize(
    "arguments, said",
    [
        pytest.param([], "there is no difference to show", id="one policy in one mode"),
        pytest.param(["--mode", "fastest"], "choose one of", id="a mode that is none"),
        pytest.param(
            ["--policy", "/nowhere"], "policy folder /nowhere is not there", id="no such folder"
        ),
        pytest.param(
            ["--mode", "value", "--mode", "priority", "--date", "1815-12-10"],
            "nothing can be decided for 1815-12-10: the files know nobody before",
            id="a day before anybody was known",
        ),
        pytest.param(
            ["--mode", "value", "--mode", "priority", "--from", "2026-06-30"],
            "--from and --to go together",
            id="a span without an end",
        ),
    ],
)
def test_mistakes_end_in_a_sentence(compare: Compare, arguments: list[str], said: str) -> None:
    assert said in compare(*arguments)


def test_an_unsound_policy_is_named_by_file_line_and_column(
    compare: Compare, next_policy: Path
) -> None:
    campaigns = next_policy / "campaigns.csv"
    campaigns.write_text(campaigns.read_text().replace(",welcome,,", ",wellcome,,", 1))

    said = compare("--policy", str(next_policy))

    assert f"the policy in {next_policy} has errors" in said
    assert "campaigns.csv:2" in said and "trigger_name" in said and "'welcome'" in said


def test_without_a_warehouse_there_is_nothing_to_compare(compare: Compare, tmp_path: Path) -> None:
    said = compare("--mode", "value", "--mode", "priority", home=tmp_path)

    assert "run `batuta run` first" in said


def test_two_comparisons_do_not_meet(compare: Compare, company: Home) -> None:
    settings = Settings(company.path, company.raw, ROOT / "seeds")
    with only_one(settings, "compare", "the test is at work"):
        said = compare("--mode", "value", "--mode", "priority")

    assert "another compare is at work" in said


def test_a_stopped_comparison_leaves_nothing_but_its_log(company: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home", company.raw)
    shutil.copytree(company.path, home.path, symlinks=True)
    before = home.warehouse.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "python_hooks", "compare", "--mode", "value", "--mode", "priority"],
        cwd=ROOT,
        env=home.env(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    log = home.path / "trials" / "compare-a" / "logs" / "dbt.log"
    deadline = time.monotonic() + 300
    while not log.exists() or "START" not in log.read_text():
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=120)

    left = {
        str(path.relative_to(home.path / "trials"))
        for path in (home.path / "trials").rglob("*")
        if path.is_file()
    }
    assert process.returncode == 2 and "stopped" in said and "Traceback" not in said
    assert left <= {"compare-a/logs/dbt.log", "compare-b/logs/dbt.log"}
    assert not (home.path / "reports").exists()
    assert home.warehouse.read_bytes() == before
