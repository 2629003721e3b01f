"""A trigger of one's own joins by one model and one entry, as the README says."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.python.compiled_sql import Bench, CompiledProject, compile_project
from tests.python.conftest import ROOT

MODEL = """
select
    customer_id,
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


def test_one_entry_lets_a_model_raise_triggers(tmp_path: Path, project: CompiledProject) -> None:
    own = copy_of_the_project(tmp_path / "project")
    (own / "models/triggers/int_shop_opening_triggers.sql").write_text(MODEL)
    settings = (ROOT / "dbt_project.yml").read_text()
    assert settings.count("custom_triggers: {}") == 1
    entry = "custom_triggers: {shop_opening: int_shop_opening_triggers}"
    (own / "dbt_project.yml").write_text(settings.replace("custom_triggers: {}", entry))
    models = ("int_shop_opening_triggers", "int_triggers_raised")
    bench = Bench(
        compile_project(
            tmp_path / "home",
            " ".join(models),
            {"as_of": "2026-03-31 06:00:00"},
            project=own,
        )
    )
    columns = {"customer_id": "varchar", "is_profiled": "boolean"}
    people = [{"customer_id": "ana", "is_profiled": True}, {"customer_id": "bob"}]
    bench.give("dim_customer_profiles", columns, people)
    bench.give("fct_items_refused", project.columns["fct_items_refused"], [])
    for name, declared in project.columns.items():
        if name.startswith("int_") and name.endswith("_triggers"):
            bench.give(name, dict.fromkeys(declared, "varchar"), [])

    bench.build(models)

    found = bench.rows(
        f"""
        select trigger_name, customer_id, evidence
        from {bench.relation("int_triggers_raised")}
        """
    )
    assert found == [("shop_opening", "ana", "a shop opens")]


def copy_of_the_project(folder: Path) -> Path:
    """Its models and macros, without what describes and tests them: that takes long to read."""
    folder.mkdir()
    for name in ("macros", "seeds"):
        (folder / name).symlink_to(ROOT / name)
    described = shutil.ignore_patterns("*__models.yml", "*__seeds.yml", "*__exposures.yml")
    shutil.copytree(ROOT / "models", folder / "models", ignore=described)
    return folder
