"""What is compared with what, and the mistakes that end in a sentence."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from python_hooks.compare.request import CompareRequest, days_of, require_difference, sides_of
from python_hooks.errors import UserError
from python_hooks.settings import PROJECT, Settings

NEWEST = date(2026, 7, 1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", raw=tmp_path / "raw", policy=PROJECT / "seeds")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The shipped policy in another folder of the same name."""
    return Path(shutil.copytree(PROJECT / "seeds", tmp_path / "next" / "seeds"))


def test_two_policies_are_told_apart_by_the_end_of_their_paths(
    settings: Settings, other: Path
) -> None:
    a, b = sides_of(settings, CompareRequest(policies=(str(PROJECT / "seeds"), str(other))))

    assert (a.policy, b.policy) == (PROJECT / "seeds", other)
    assert (a.label, b.label) == (f"{PROJECT.name}/seeds", "next/seeds")
    assert a.mode == b.mode == "priority"


def test_one_policy_is_compared_with_the_one_in_force(settings: Settings, other: Path) -> None:
    a, b = sides_of(settings, CompareRequest((str(other),), ("value",)))

    assert (a.policy, a.mode, b.policy, b.mode) == (settings.policy, "value", other, "value")


@pytest.mark.parametrize("is_named", [True, False])
def test_two_modes_are_compared_under_one_policy(
    settings: Settings, other: Path, is_named: bool
) -> None:
    policies = (str(other),) if is_named else ()
    a, b = sides_of(settings, CompareRequest(policies, ("priority", "chronological")))

    assert a.policy == b.policy == (other if is_named else settings.policy)
    assert (a.label, b.label) == ("seeds · priority", "seeds · chronological")
    require_difference((a, b))


@pytest.mark.parametrize("rewrites", [False, True], ids=["one folder", "two that say the same"])
def test_what_is_the_same_is_not_compared(settings: Settings, other: Path, rewrites: bool) -> None:
    policies = (str(other),) if rewrites else ()
    if rewrites:
        campaigns = other / "campaigns.csv"
        campaigns.write_text(campaigns.read_text().replace(",live,", ", live ,") + ",,,\n")

    with pytest.raises(UserError, match="no difference to show"):
        require_difference(sides_of(settings, CompareRequest(policies)))


def test_one_changed_cell_is_a_difference(settings: Settings, other: Path) -> None:
    campaigns = other / "campaigns.csv"
    campaigns.write_text(campaigns.read_text().replace(",78,email|push", ",77,email|push"))

    require_difference(sides_of(settings, CompareRequest((str(other),))))


@pytest.mark.parametrize(
    "request_made, said",
    [
        pytest.param(CompareRequest(modes=("fast",)), "choose one of", id="a mode that is none"),
        pytest.param(CompareRequest(("a", "b", "c")), "two can be", id="three policies"),
        pytest.param(CompareRequest(modes=("value",) * 3), "two can be", id="three modes"),
    ],
)
def test_mistaken_sides(settings: Settings, request_made: CompareRequest, said: str) -> None:
    with pytest.raises(UserError, match=said):
        sides_of(settings, request_made)


@pytest.mark.parametrize(
    "day, first, last, days",
    [
        pytest.param("", "", "", [1], id="the newest decided day"),
        pytest.param("2026-07-04", "", "", [4], id="one day"),
        pytest.param("", "2026-07-02", "2026-07-05", [2, 3, 4, 5], id="several"),
        pytest.param("", "2026-07-02", "2026-07-02", [2], id="several that are one"),
    ],
)
def test_days(day: str, first: str, last: str, days: list[int]) -> None:
    found = days_of(CompareRequest(day=day, first=first, last=last), NEWEST)

    assert found == tuple(date(2026, 7, number) for number in days)


@pytest.mark.parametrize(
    "day, first, last, said",
    [
        pytest.param("2026-07-04", "2026-07-02", "2026-07-05", "not both", id="both forms"),
        pytest.param("", "2026-07-02", "", "go together", id="no end"),
        pytest.param("", "", "2026-07-02", "go together", id="no beginning"),
        pytest.param("", "2026-07-05", "2026-07-02", "is before", id="backwards"),
        pytest.param("tomorrow", "", "", "not a date", id="a day that is none"),
        pytest.param("", "2026-02-30", "2026-03-01", "--from '2026-02-30'", id="no such day"),
    ],
)
def test_mistaken_days(day: str, first: str, last: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        days_of(CompareRequest(day=day, first=first, last=last), NEWEST)
