"""Who is who in public files whose truth is known: at least as good as Splink on the same rows."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from python_hooks.evaluate import Evaluation
from python_hooks.progress import Steps
from tests.benchmarks.labelled_people import LABELLED, write_labelled
from tests.benchmarks.who_is_who import evaluate
from tests.python.conftest import SAMPLE_DATA

# Pairwise F1 at least, by weights trained on the file's own rows.
LEAST_F1 = {"febrl3": 0.98, "fake_1000": 0.95}

pytestmark = [pytest.mark.real, pytest.mark.trial]


@pytest.fixture(scope="module", params=LABELLED)
def labelled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Evaluation]:
    file = SAMPLE_DATA / LABELLED[request.param].file
    if not file.is_file():
        pytest.skip(f"no people in {file}")
    folder: Path = tmp_path_factory.mktemp(request.param)
    raw, truth = write_labelled(request.param, SAMPLE_DATA, folder)
    steps = Steps(Console(file=io.StringIO()))
    return request.param, evaluate(folder, raw, truth, steps)


def test_people_are_found_at_least_as_well_as_by_splink(labelled: tuple[str, Evaluation]) -> None:
    name, evaluation = labelled
    _, _, trained, *splinks = (result.metrics for result in evaluation.results)
    assert trained.f1 >= max(LEAST_F1[name], *(found.f1 for found in splinks))


def test_the_weights_that_ship_put_hardly_two_people_together(
    labelled: tuple[str, Evaluation],
) -> None:
    _, evaluation = labelled
    assert evaluation.results[1].metrics.precision >= 0.99


def test_no_way_finds_more_than_is_compared(labelled: tuple[str, Evaluation]) -> None:
    _, evaluation = labelled
    found = [result.metrics.recall for result in evaluation.results[:3]]
    assert 0 < max(found) <= evaluation.ceiling <= 1
