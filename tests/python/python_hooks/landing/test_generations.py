from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from python_hooks.errors import UserError
from python_hooks.landing import land as land_module
from python_hooks.landing.generations import only_one_landing

GOOD = "invoice,quantity\n1,2\n"


def test_what_did_not_change_is_not_landed_again(house: Any) -> None:
    path = house.put("pos/receipt_lines/1.csv", GOOD)
    assert house.land().converted_count == 1
    before = house.state()

    assert house.land().converted_count == 0
    assert house.state() == before

    os.utime(path)
    assert house.land().converted_count == 0

    house.put("pos/receipt_lines/2.csv", GOOD)
    assert house.land().converted_count == 1


def test_a_change_of_equal_size_and_time_is_seen(house: Any) -> None:
    path = house.put("pos/receipt_lines.csv", GOOD)
    house.land()
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    path.write_text(GOOD.replace("1", "9"))
    os.utime(path, ns=times)

    assert house.land().converted_count == 1
    assert house.rows("pos/receipt_lines", ["invoice"]) == [("9",)]


def test_a_changed_declaration_lands_again(house: Any) -> None:
    house.put(
        "pos/receipt_lines.csv", GOOD.replace("quantity", "quantity,till").replace("2", "2,A")
    )
    house.land()
    declared = house.settings.project / "models/staging/pos/_pos__sources.yml"
    declared.write_text(declared.read_text() + "          - name: till\n")

    assert house.land().converted_count == 1
    assert house.rows("pos/receipt_lines", ["till"]) == [("A",)]


def test_a_delivery_that_is_gone_leaves_with_its_rows(house: Any) -> None:
    house.put("pos/receipt_lines/1.csv", GOOD)
    gone = house.put("pos/receipt_lines/2.csv", GOOD + "broken\n")
    house.land()
    gone.unlink()

    report = house.land()

    assert report.warnings == (
        "pos/receipt_lines: 2.csv is gone from the raw folder since the last landing,"
        " and so are its rows",
    )
    assert house.rows("pos/receipt_lines", ["_delivery"]) == [("1.csv",)]
    assert house.rows("landing/unreadable_rows") == []


def test_a_landing_in_a_later_place_gets_its_number(house: Any) -> None:
    house.put("pos/receipt_lines/b.csv", GOOD)
    house.land()
    house.put("pos/receipt_lines/a.csv", GOOD)
    house.land()
    assert house.rows("pos/receipt_lines", ["_delivery", "_delivery_number"]) == [
        ("a.csv", 1),
        ("b.csv", 2),
    ]


def test_a_refused_landing_changes_nothing(house: Any) -> None:
    house.put("pos/receipt_lines/1.csv", GOOD)
    house.land()
    before = house.state()
    house.put("pos/receipt_lines/2.csv", "nothing,known\n")

    with pytest.raises(UserError):
        house.land()

    assert house.state() == before
    assert len(list((house.settings.home / "landings").iterdir())) == 1


@pytest.mark.parametrize("step", ["write_empty", "finish_generation"])
def test_a_killed_landing_leaves_the_old_one_whole(
    house: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    house.put("pos/receipt_lines/1.csv", GOOD)
    house.land()
    before = house.state()
    house.put("pos/receipt_lines/2.csv", GOOD)

    pid = os.fork()
    if pid == 0:  # The child dies as by `kill -9`, with no chance to tidy up.
        monkeypatch.setattr(land_module, step, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        house.land()
    os.waitpid(pid, 0)

    assert house.state() == before
    assert house.land().converted_count == 1
    assert len(house.rows("pos/receipt_lines", ["invoice"])) == 2
    assert len(list((house.settings.home / "landings").iterdir())) == 1


def test_two_runs_do_not_land_at_once(house: Any) -> None:
    house.put("pos/receipt_lines.csv", GOOD)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import fcntl, sys, time\n"
            "lock = open(sys.argv[1], 'w')\n"
            "fcntl.flock(lock, fcntl.LOCK_EX)\n"
            "print('held', flush=True)\n"
            "time.sleep(60)\n",
            _lock_file(house),
        ],
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(UserError, match="another run is landing files"):
            house.land()
    finally:
        holder.kill()
        holder.wait()
    with only_one_landing(house.settings):
        pass


def test_a_folder_that_is_not_ours_is_left_alone(house: Any) -> None:
    house.put("pos/receipt_lines.csv", GOOD)
    (house.settings.landing / "mine").mkdir(parents=True)
    with pytest.raises(UserError, match="is not batuta's"):
        house.land()
    assert (house.settings.landing / "mine").exists()


def _lock_file(house: Any) -> str:
    house.settings.home.mkdir(exist_ok=True)
    return str(house.settings.home / "landing.lock")
