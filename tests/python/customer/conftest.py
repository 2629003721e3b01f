"""The customer room compiled once per session, over sources that a test makes up."""

from __future__ import annotations

import pytest

from tests.python.compiled_sql import Bench, CompiledProject, compile_project

# In order of trust; all people, consents and preferences stand in the tables of the first.
SOURCES: dict[str, dict[str, list[str]]] = {
    "crm": {"entities": ["people", "consents", "preferences"]},
    "shopify": {"entities": []},
    "pos": {"entities": []},
    "segment": {"entities": ["identifies", "web_events"]},
}
AS_OF = "2026-01-31 06:00:00"


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> CompiledProject:
    rooms = ["staging", "identity", "activity", "customer"]
    return compile_project(
        tmp_path_factory.mktemp("customer room"),
        " ".join(f"models/{room}" for room in rooms),
        {"as_of": AS_OF, "sources": SOURCES},
    )


@pytest.fixture(scope="module")
def bench(project: CompiledProject) -> Bench:
    return Bench(project)
