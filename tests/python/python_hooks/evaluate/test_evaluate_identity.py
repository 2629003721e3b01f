"""Who is who on files of a test, beside the truth; training and Splink on the same rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

import pytest
from rich.console import Console

from python_hooks.errors import UserError
from python_hooks.evaluate import evaluate_identity, evaluation_as_json, show_evaluation
from python_hooks.evaluate.identity import Evaluation
from python_hooks.policy import check_policy
from python_hooks.progress import Steps
from python_hooks.settings import PROJECT, Settings
from python_hooks.train import train_identity
from tests.python.identity.test_probable_matches import misspelt_people

COLUMNS = ("first_name", "last_name", "birth_date", "street", "city", "postal_code")
# The first person once more, with nothing that says so.
STRANGER = {
    "source_record_id": "p0c9",
    "first_name": "Olga",
    "last_name": "Ibarra Solano",
    "birth_date": "1999-12-31",
    "street": "Rúa Nova 1",
    "city": "Ourense",
    "postal_code": "32003",
}


def settings_of(folder: Path) -> Settings:
    return Settings(home=folder / "home", raw=folder / "raw", policy=PROJECT / "seeds")


def quiet() -> Steps:
    return Steps(Console(file=io.StringIO()))


def write_people(folder: Path, batches: int, count: int = 60) -> Path:
    """The same people in so many deliveries, in an order of their own; returns the truth."""
    people = [*misspelt_people(Random(5), count), STRANGER]
    Random(batches).shuffle(people)
    target = folder / "raw/crm/people"
    target.mkdir(parents=True)
    for batch in range(batches):
        with (target / f"{batch:02}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["record_id", *COLUMNS])
            for each in people[batch::batches]:
                writer.writerow([each["source_record_id"], *(each[column] for column in COLUMNS)])
    truth = folder / "truth.csv"
    with truth.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["source_name", "source_record_id", "person_id"])
        for each in people:
            record = str(each["source_record_id"])
            writer.writerow(["crm", record, record.split("c")[0]])
    return truth


def shown(evaluation: Evaluation) -> str:
    page = io.StringIO()
    show_evaluation(Console(file=page, width=400, no_color=True), evaluation)
    return page.getvalue()


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = tmp_path_factory.mktemp("one delivery")
    truth = write_people(folder, batches=1)
    found = evaluate_identity(settings_of(folder), truth, quiet(), with_splink=False)
    assert not (folder / "home/warehouse.duckdb").exists(), "the user's warehouse is not touched"
    assert [left.name for left in (folder / "home/trials/evaluate_identity").iterdir()] == ["logs"]
    return found


def test_it_finds_nearly_all_and_says_what_not(evaluation: Evaluation) -> None:
    alone, batuta = evaluation.results
    assert alone.metrics.recall == 0
    assert batuta.metrics.precision == 1
    assert batuta.metrics.recall > 0.9
    assert batuta.metrics.recall <= evaluation.ceiling
    page = shown(evaluation)
    assert f"{batuta.metrics.f1:.4f}" in page
    assert "blocking ceiling" in page
    assert '"blocking_ceiling"' in evaluation_as_json(evaluation)


def test_errors_are_told_without_personal_data(evaluation: Evaluation) -> None:
    told = shown(evaluation).split("the worst errors")[-1].lower()
    people = [*misspelt_people(Random(5), 60), STRANGER]
    names = {str(each["last_name"]).split()[0] for each in people}
    assert "one person in two" in told and "p0c9" in told
    assert [name for name in names if name.lower() in told] == []


def test_the_number_of_deliveries_changes_nothing(evaluation: Evaluation, tmp_path: Path) -> None:
    truth = write_people(tmp_path, batches=3)
    again = evaluate_identity(settings_of(tmp_path), truth, quiet(), with_splink=False)
    assert again == evaluation


def test_a_truth_that_is_none(tmp_path: Path) -> None:
    truth = write_people(tmp_path, batches=1, count=2)
    truth.write_text("record,person\n1,2\n")
    with pytest.raises(UserError, match="has no column source_name, source_record_id, person_id"):
        evaluate_identity(settings_of(tmp_path), truth, quiet())
    truth.write_text("source_name,source_record_id,person_id\ncrm,a,1\ncrm,a,2\n")
    with pytest.raises(UserError, match="says of record a of crm that it is two people"):
        evaluate_identity(settings_of(tmp_path), truth, quiet())


def test_training_writes_weights_that_the_lint_takes(tmp_path: Path) -> None:
    pytest.importorskip("splink")
    write_people(tmp_path, batches=1, count=400)
    policy = tmp_path / "policy"
    policy.mkdir()
    for file in (PROJECT / "seeds").glob("*.csv"):
        (policy / file.name).write_bytes(file.read_bytes())
    trained = train_identity(settings_of(tmp_path), policy / "identity_weights.csv", quiet())
    assert set(trained.kept) == {"email", "phone"}
    assert check_policy(policy) == []
    m = {(each.comparison, each.level): each.m for each in trained.weights}
    assert m["first_name", "same"] > 0.9, "first names are never misspelt here"
    assert m["last_name", "same"] < m["first_name", "same"]


def test_training_without_splink_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("python_hooks.train.splink_model.has_splink", lambda: False)
    with pytest.raises(UserError, match=r"uv sync .* --group train"):
        train_identity(settings_of(tmp_path), tmp_path / "weights.csv", quiet())
