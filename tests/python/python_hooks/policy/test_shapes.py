"""The lint, the YAML, the macros and the files say the same of the policy."""

from __future__ import annotations

import ast
import csv
import re
from typing import Any

import pytest
import yaml

from python_hooks.policy.attributes import (
    ATTRIBUTE_RANGES,
    AUDIENCE_ATTRIBUTES,
    PROFILE_TEXT_ATTRIBUTES,
    SENSITIVE_ATTRIBUTES,
    WHOLE_ATTRIBUTES,
)
from python_hooks.policy.files import FILES
from python_hooks.policy.shapes import Shape
from python_hooks.policy.vocabulary import GOLDEN_FIELDS, TRIGGER_PARAMETERS
from python_hooks.settings import PROJECT

TYPES = {
    "whole": "bigint",
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
}


def seed_yaml() -> dict[str, Any]:
    path = PROJECT / "models" / "policy" / "_policy__seeds.yml"
    return {
        f"{seed['name']}.csv": seed
        for seed in yaml.safe_load(path.read_text(encoding="utf-8"))["seeds"]
    }


def returned(macro: str) -> Any:
    """What a macro that only returns a literal returns."""
    text = (PROJECT / "macros" / "policy" / f"{macro}.sql").read_text(encoding="utf-8")
    found = re.search(r"do return\((.*)\) -%\}", text, re.DOTALL)
    assert found
    return ast.literal_eval(found[1])


def test_the_allow_list_is_the_same_in_sql() -> None:
    assert returned("audience_attributes") == AUDIENCE_ATTRIBUTES
    assert returned("sensitive_attributes") == list(SENSITIVE_ATTRIBUTES)


def test_the_golden_fields_are_the_same_in_sql() -> None:
    path = PROJECT / "macros" / "customer" / "golden_fields.sql"
    listed = re.findall(r"^\s+'(\w+)': ", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(listed) == GOLDEN_FIELDS


def test_caps_and_sensitive_attributes_are_on_the_allow_list() -> None:
    customer = AUDIENCE_ATTRIBUTES["customer"]
    assert all(customer[attribute] == "text" for attribute in PROFILE_TEXT_ATTRIBUTES)
    assert set(SENSITIVE_ATTRIBUTES) <= set(customer)


def test_every_file_is_documented() -> None:
    assert set(seed_yaml()) == {shape.file for shape in FILES}


@pytest.mark.parametrize("shape", FILES, ids=lambda shape: shape.file)
def test_the_shape_is_the_documented_one(shape: Shape) -> None:
    seed = seed_yaml()[shape.file]
    assert tuple(column["name"] for column in seed["columns"]) == shape.column_names
    types = seed["config"]["column_types"]
    assert tuple(types) == shape.column_names
    for column in shape.columns:
        assert TYPES.get(column.kind, "{{ 'string'") in types[column.name], column.name


@pytest.mark.parametrize("shape", FILES, ids=lambda shape: shape.file)
def test_required_cells_and_known_words_are_tested_in_sql_too(shape: Shape) -> None:
    seed = seed_yaml()[shape.file]
    never_null = [
        test["never_null"]["arguments"]["columns"]
        for test in seed.get("data_tests", [])
        if "never_null" in test
    ]
    required = [column.name for column in shape.columns if column.required]
    assert never_null == ([required] if required else [])

    documented = {column["name"]: column for column in seed["columns"]}
    for column in shape.columns:
        tests = documented[column.name].get("data_tests", [])
        accepted = [test["accepted_values"] for test in tests if "accepted_values" in test]
        if column.values and column.kind == "name":
            assert accepted[0]["arguments"]["values"] == list(column.values), column.name


@pytest.mark.parametrize("shape", FILES, ids=lambda shape: shape.file)
def test_ranges_are_tested_in_sql_too(shape: Shape) -> None:
    documented = {column["name"]: column for column in seed_yaml()[shape.file]["columns"]}
    for column in shape.columns:
        tests = documented[column.name].get("data_tests", [])
        [said] = [test["in_range"]["arguments"] for test in tests if "in_range" in test] or [{}]
        minimum = 0 if column.is_positive and column.minimum is None else column.minimum
        if column.name == "ttl_days":
            minimum = 1  # 0 is an error with a sentence of its own
        assert (said.get("minimum"), said.get("maximum")) == (minimum, column.maximum), column.name


def test_the_ranges_of_attributes_are_tested_in_the_models_too() -> None:
    tested: dict[str, set[tuple[int | None, int | None]]] = {}
    for room in ("customer", "behaviour"):
        path = PROJECT / "models" / room / f"_{room}__models.yml"
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
            if model["name"] not in (
                "dim_customers",
                "dim_customer_profiles",
                "fct_customer_categories",
            ):
                continue
            for column in model["columns"]:
                for test in column.get("data_tests", []):
                    if isinstance(test, dict) and "in_range" in test:
                        said = test["in_range"]["arguments"]
                        ends = (said.get("minimum"), said.get("maximum"))
                        tested.setdefault(column["name"], set()).add(ends)
    allowed = {name for columns in AUDIENCE_ATTRIBUTES.values() for name in columns}
    assert set(ATTRIBUTE_RANGES) <= allowed
    assert set(ATTRIBUTE_RANGES) >= WHOLE_ATTRIBUTES
    for name in sorted(allowed & set(tested)):
        assert tested[name] == {ATTRIBUTE_RANGES.get(name)}, name


def test_the_triggers_are_those_the_models_raise() -> None:
    text = (PROJECT / "macros" / "triggers" / "trigger_models.sql").read_text(encoding="utf-8")
    raised = re.findall(r"'int_(\w+)_triggers'", text)
    assert raised == list(TRIGGER_PARAMETERS)


@pytest.mark.parametrize("shape", FILES, ids=lambda shape: shape.file)
def test_the_shipped_file_has_these_columns(shape: Shape) -> None:
    with (PROJECT / "seeds" / shape.file).open(encoding="utf-8", newline="") as stream:
        assert tuple(next(csv.reader(stream))) == shape.column_names


def test_the_shipped_thresholds_are_all_there() -> None:
    with (PROJECT / "seeds" / "trigger_rules.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    shipped = {(row["trigger_name"], row["parameter"]) for row in rows}
    needed = {(name, each) for name, all_of in TRIGGER_PARAMETERS.items() for each in all_of}
    assert shipped == needed
