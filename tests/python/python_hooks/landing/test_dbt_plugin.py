from __future__ import annotations

from typing import Any

import pytest
from dbt_common.exceptions import DbtRuntimeError

from python_hooks.landing import dbt_plugin


@pytest.fixture
def plugin(house: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(dbt_plugin.Settings, "from_env", lambda: house.settings)
    monkeypatch.delenv(dbt_plugin.LANDED, raising=False)
    return lambda: dbt_plugin.Plugin("landing", {})


def test_dbt_lands_the_files(house: Any, plugin: Any) -> None:
    house.put("pos/receipt_lines.csv", "invoice,quantity\n1,2\n")
    plugin()
    assert house.rows("pos/receipt_lines", ["invoice"]) == [("1",)]


def test_dbt_leaves_alone_what_batuta_has_landed(
    house: Any, plugin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(dbt_plugin.LANDED, "1")
    plugin()
    assert not house.settings.landing.exists()


def test_a_users_mistake_is_an_error_of_dbts(house: Any, plugin: Any) -> None:
    house.put("pos/receipt_lines.csv", "nothing\n")
    with pytest.raises(DbtRuntimeError, match="expected the column invoice"):
        plugin()


def test_no_raw_files_are_empty_tables(house: Any, plugin: Any) -> None:
    plugin()
    assert house.rows("pos/receipt_lines") == []
