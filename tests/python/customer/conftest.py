"""The customer room compiled once per session, over sources that a test makes up."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from filelock import FileLock

from tests.python.compiled_sql import Bench, CompiledProject, compile_project

# In order of trust; what a test does not give to the second is empty.
SOURCES: dict[str, dict[str, list[str]]] = {
    "crm": {"entities": ["people", "consents", "preferences"]},
    "shopify": {"entities": ["people", "consents"]},
    "pos": {"entities": []},
    "segment": {"entities": ["identifies", "web_events"]},
}
AS_OF = "2026-01-31 06:00:00"


@pytest.fixture(scope="session")
def project(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, parsed: Path
) -> CompiledProject:
    """Every model, compiled; several test processes share what the first to come compiles."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "customer room"
    kept = folder / "project.pickle"
    with FileLock(f"{folder}.lock"):
        if not kept.exists():
            variables = {"as_of": AS_OF, "sources": SOURCES}
            compiled = compile_project(folder, "models/*", variables, parsed=parsed)
            kept.write_bytes(pickle.dumps(compiled))
    loaded: CompiledProject = pickle.loads(kept.read_bytes())
    return loaded


@pytest.fixture(scope="module")
def bench(project: CompiledProject) -> Bench:
    made = Bench(project)
    for name in ("stg_shopify__people", "stg_shopify__consents"):
        made.give(name, project.columns[name], [])
    return made
