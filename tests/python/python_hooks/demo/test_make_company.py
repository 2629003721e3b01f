"""The company is the same for the same arguments, however it is cut into files."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import duckdb
import pytest

from python_hooks.demo import CompanySummary, blocks, make_company
from python_hooks.demo import company as company_module
from python_hooks.errors import UserError


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def small(folder: Path, **changes: int) -> CompanySummary:
    arguments = {"customers": 300, "days": 90, "seed": 3} | changes
    return make_company(folder / "raw", **arguments)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    small(folder)
    return folder


@pytest.fixture(scope="module")
def whole_and_parts(tmp_path_factory: pytest.TempPathFactory) -> list[CompanySummary]:
    """The same company of three blocks, once in one part and once in three."""
    folder = tmp_path_factory.mktemp("cut")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK", 100)
        patch.setattr(company_module, "BLOCK", 100)
        return [small(folder / "whole"), small(folder / "parts", blocks_per_part=1)]


def test_same_arguments_give_the_same_bytes(one: Path, tmp_path: Path) -> None:
    small(tmp_path)
    assert hashes(one) == hashes(tmp_path)


def test_another_seed_gives_another_company(one: Path, tmp_path: Path) -> None:
    small(tmp_path, seed=4)
    first, second = hashes(one), hashes(tmp_path)
    same = {name for name in first if first[name] == second.get(name)}
    marker = "truth/made_by_batuta_demo.txt"
    assert same == {"raw/klaviyo/flow.csv", "raw/klaviyo/metric.csv", marker}


def test_cutting_into_more_files_changes_no_row(whole_and_parts: list[CompanySummary]) -> None:
    whole, parts = whole_and_parts
    assert parts.rows == whole.rows
    assert parts.records == whole.records
    assert parts.dirty_rows == whole.dirty_rows
    assert parts.files > whole.files
    assert hashes(parts.truth) == hashes(whole.truth)


def test_blocks_never_share_a_key(whole_and_parts: list[CompanySummary]) -> None:
    _, parts = whole_and_parts
    for table, key in (
        ("shopify/orders", "id"),
        ("shopify/order_lines", "id"),
        ("shopify/abandoned_checkouts", "id"),
        ("klaviyo/event", '"ID"'),
        ("segment/product_viewed", "id"),
    ):
        found = duckdb.sql(
            f"select count({key}), count(distinct {key}) from '{parts.raw}/{table}/part-*.parquet'"
        ).fetchone()
        assert found is not None and found[0] == found[1] > 0, table


@pytest.mark.parametrize("customers, days", [(1, 1), (2, 3), (25, 30)])
def test_tiny_companies_stand(tmp_path: Path, customers: int, days: int) -> None:
    made = small(tmp_path, customers=customers, days=days)
    assert made.customers == customers
    assert made.rows["shopify", "products"] > 350


def test_progress_counts_customers_up_to_all(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    make_company(
        tmp_path / "raw",
        customers=40,
        days=20,
        seed=1,
        until=date(2025, 3, 1),
        progress=lambda what, done, all_of: heard.append((what, done, all_of)),
    )
    assert heard[-1] == ("customers", 40, 40)


@pytest.mark.parametrize(
    "changes, words",
    [
        pytest.param({"customers": 0}, "customers must be", id="nobody"),
        pytest.param({"days": 0}, "days must be", id="no day"),
        pytest.param({"seed": -1}, "seed must", id="a negative seed"),
    ],
)
def test_impossible_sizes_are_refused(tmp_path: Path, changes: dict[str, int], words: str) -> None:
    with pytest.raises(UserError, match=words):
        small(tmp_path, **changes)


def test_a_folder_with_files_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "mine.txt").write_text("precious")
    with pytest.raises(UserError, match=r"not empty .*mine\.txt"):
        small(tmp_path)


def test_made_again_it_replaces_the_earlier_demo(one: Path, tmp_path: Path) -> None:
    small(tmp_path, customers=450)
    small(tmp_path)
    assert hashes(tmp_path) == hashes(one)


def test_a_file_of_ones_own_in_an_earlier_demo_is_kept(tmp_path: Path) -> None:
    small(tmp_path, customers=30)
    own = tmp_path / "raw" / "crm" / "people" / "from_head_office.csv"
    own.write_text("record_id\n1\n")
    with pytest.raises(UserError, match="from_head_office"):
        small(tmp_path, customers=30)
    assert own.exists() and (tmp_path / "raw" / "pos").exists()
