"""A trigger of one's own joins by one model and one entry, as the README says."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.python.compiled_sql import Bench, compile_project
from tests.python.conftest import ROOT

MODEL = """
select
    customer_id,
    'place' as subject_kind,
    'customer' as subject_type,
    customer_id as subject_id,
    '2026-03-30' as occurrence,
    cast(null as varchar) as subject_category,
    cast(null as varchar) as product_id,
    'a shop opens' as evidence,
    cast(0.9 as decimal(5, 4)) as strength,
    {{ as_of() }} as triggered_at,
    {{ add_seconds(as_of(), 86400) }} as expires_at

from {{ ref('dim_customer_profiles') }}

where is_profiled
"""


def test_one_entry_lets_a_model_raise_triggers(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for name in ("macros", "seeds", "tests", "analyses"):
        (project / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "models", project / "models")
    (project / "models/triggers/int_shop_opening_triggers.sql").write_text(MODEL)
    settings = (ROOT / "dbt_project.yml").read_text()
    assert settings.count("custom_triggers: {}") == 1
    entry = "custom_triggers: {shop_opening: int_shop_opening_triggers}"
    (project / "dbt_project.yml").write_text(settings.replace("custom_triggers: {}", entry))
    bench = Bench(
        compile_project(
            tmp_path / "home",
            "path:models/triggers",
            {"as_of": "2026-03-31 06:00:00"},
            project=project,
        )
    )
    columns = {"customer_id": "varchar", "is_profiled": "boolean"}
    people = [{"customer_id": "ana", "is_profiled": True}, {"customer_id": "bob"}]
    bench.give("dim_customer_profiles", columns, people)
    bench.build(["int_shop_opening_triggers"])
    given = {
        name: code_columns
        for name, code_columns in bench.project.columns.items()
        if name.startswith("int_") and name.endswith("_triggers") and "opening" not in name
    }
    for name in given:
        bench.give(name, dict.fromkeys(given[name], "varchar"), [])
    bench.give("fct_items_refused", bench.project.columns["fct_items_refused"], [])

    bench.build(["int_triggers_raised"])

    found = bench.rows(
        f"""
        select trigger_name, customer_id, evidence
        from {bench.relation("int_triggers_raised")}
        """
    )
    assert found == [("shop_opening", "ana", "a shop opens")]
