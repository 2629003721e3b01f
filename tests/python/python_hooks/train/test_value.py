"""Predictions: SQL beside the library and beside 50 digits; what training learns and tells."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import mpmath
import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from python_hooks.errors import UserError
from python_hooks.policy import check_policy
from python_hooks.progress import Steps
from python_hooks.settings import PROJECT, Settings
from python_hooks.train.value import report_path, show_value_report, train_value
from python_hooks.train.value.histories import PurchaseDays, histories_on, purchases_of
from python_hooks.train.value.holdout import compare_with_holdout, quarter_of
from python_hooks.train.value.read import Purchases, read_purchases
from python_hooks.train.value.train import ValueTrained, train_on
from tests.python.compiled_sql import Bench, compile_project
from tests.python.reference.buyers import BUYING, SPENDING, draw_buyers

MODELS = ["int_value_expectations", "int_customer_values"]
HISTORY = {
    "customer_id": "varchar",
    "repeat_count": "bigint",
    "last_repeat_age_days": "bigint",
    "customer_age_days": "bigint",
    "repeat_amount": "decimal(18,4)",
    "sales_amount": "decimal(18,4)",
}
HORIZONS = (30, 90, 365)


def settings_of(folder: Path) -> Settings:
    return Settings(home=folder / "home", raw=folder / "raw", policy=PROJECT / "seeds")


def quiet() -> Steps:
    return Steps(Console(file=io.StringIO()))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, parsed: Path) -> Bench:
    home = tmp_path_factory.mktemp("values")
    return Bench(
        compile_project(home, " ".join(MODELS), {"as_of": "2026-01-31 06:00:00"}, parsed=parsed)
    )


def predict(bench: Bench, histories: pd.DataFrame, **parameters: float) -> pd.DataFrame:
    """What the models say of these histories, by these parameters; v is left out where it is."""
    columns = dict.fromkeys(("r", "alpha", "a", "b", "p", "q", "v"), "double")
    bench.give("int_value_parameters", columns, [{**SPENDING, "v": None, **parameters}])
    bench.give("int_customer_purchase_histories", HISTORY, histories.to_dict("records"))
    bench.build(MODELS)
    return bench.connection.execute(
        f"select * from {bench.relation('int_customer_values')} order by customer_id"
    ).df()


def expected(
    r: float, alpha: float, a: float, b: float, repeats: int, age: int, days: int
) -> mpmath.mpf:
    """Equation 10 of the literature without the probability alive, in 60 digits."""
    with mpmath.workdps(60):
        r, alpha, a, b = (mpmath.mpf(each) for each in (r, alpha, a, b))
        if a == 1:
            a += mpmath.mpf("1e-25")
        z = days / (alpha + age + days)
        tail = mpmath.hyp2f1(a - 1, a + b - 1 - r, a + b + repeats - 1, z)
        return (a + b + repeats - 1) / (a - 1) * (1 - (1 - z) ** (a - 1) * tail)


CORNERS = [
    pytest.param((0.2426, 30.8952, 0.7929, 2.4259), id="the parameters that ship"),
    pytest.param((1.0, 10.0, 1.0, 1.0), id="a of 1, where the formula divides by 0"),
    pytest.param((0.5, 0.1, 0.0001, 0.5), id="hardly anybody leaves"),
    pytest.param((0.01, 1000.0, 30.0, 0.01), id="everybody leaves"),
    pytest.param((20.0, 0.1, 0.02, 100.0), id="very regular buyers"),
    pytest.param((0.01, 0.2, 0.01, 0.02), id="no two customers alike"),
    pytest.param((200.0, 2000.0, 200.0, 300.0), id="all customers alike"),
]


@pytest.mark.parametrize("parameters", CORNERS)
def test_expected_purchases_are_exact_to_6_digits_in_every_corner(
    bench: Bench, parameters: tuple[float, float, float, float]
) -> None:
    pairs = [(x, age) for x in (0, 1, 2, 30, 300, 2000) for age in (0, 1, 40, 400, 4000)]
    histories = pd.DataFrame(pairs, columns=["repeat_count", "customer_age_days"])
    histories = histories.assign(
        customer_id=[str(n) for n in range(len(pairs))],
        last_repeat_age_days=0,
        repeat_amount=0,
        sales_amount=1,
    )
    predict(bench, histories, **dict(zip(("r", "alpha", "a", "b"), parameters, strict=True)))
    found = bench.rows(
        "select repeat_count, customer_age_days, expected_orders_30d, expected_orders_90d,"
        f" expected_orders_365d from {bench.relation('int_value_expectations')}"
    )
    assert len(found) == len(pairs)
    for repeats, age, *values in found:
        for days, value in zip(HORIZONS, values, strict=True):
            exact = expected(*parameters, int(str(repeats)), int(str(age)), days)
            assert value == pytest.approx(float(exact), rel=2e-7), (repeats, age, days)


@pytest.mark.parametrize(
    "buying",
    [
        pytest.param({"r": 0.2426, "alpha": 30.8952, "a": 0.7929, "b": 2.4259}, id="that ship"),
        pytest.param(BUYING, id="of shops"),
        pytest.param({"r": 3.0, "alpha": 200.0, "a": 1.3, "b": 9.0}, id="of wholesale"),
    ],
)
def test_sql_is_the_library_to_6_digits_on_10000_customers(
    bench: Bench, buying: dict[str, float]
) -> None:
    pytest.importorskip("pymc_marketing")
    from tests.python.reference.value_library import library_predictions

    draw = np.random.default_rng(7)
    count = 10_000
    repeats = draw.negative_binomial(0.4, 0.06, count)
    age = draw.integers(0, 1500, count)
    repeats = np.minimum(repeats, age)
    last = np.where(repeats > 0, np.ceil(age * draw.beta(2, 1, count)).astype(int), 0)
    histories = pd.DataFrame(
        {
            "customer_id": [f"{n:05}" for n in range(count)],
            "repeat_count": repeats,
            "last_repeat_age_days": np.maximum(last, repeats),
            "customer_age_days": age,
            "repeat_amount": np.round(repeats * draw.lognormal(3, 1, count), 4),
            "sales_amount": 1,
        }
    )
    found = predict(bench, histories, **buying, **SPENDING)
    theirs = library_predictions(histories, buying, SPENDING)
    assert (repeats == 0).sum() > 1000 and (repeats > 20).sum() > 500
    for column in theirs:
        np.testing.assert_allclose(
            found[column].astype(float), theirs[column], rtol=1e-6, atol=1e-8, err_msg=column
        )
    # An amount has 4 places.
    value = theirs["expected_orders_90d"] * found["expected_order_amount"].astype(float)
    np.testing.assert_allclose(
        found["expected_value_amount"].astype(float), value, rtol=1e-5, atol=6e-5
    )


def test_who_bought_longest_ago_of_equals_is_least_alive(bench: Bench) -> None:
    histories = pd.DataFrame(
        {
            "customer_id": ["a", "b", "c"],
            "repeat_count": 1000,
            "last_repeat_age_days": [3000, 2000, 1],
            "customer_age_days": 3000,
            "repeat_amount": 1000,
            "sales_amount": 1001,
        }
    )
    alive = predict(bench, histories, **BUYING)["probability_alive"].tolist()
    assert alive == sorted(alive, reverse=True)
    assert alive[0] > 0.99
    assert alive[2] == 0


# -- histories and holdout, without the library


def test_histories_are_those_of_a_plain_reckoning() -> None:
    days = draw_buyers(3, 300)
    shuffled = np.random.default_rng(1).permutation(len(days.day))
    mixed = PurchaseDays(days.customer[shuffled], days.day[shuffled], days.amount[shuffled])
    found = histories_on(mixed, 400)
    frame = pd.DataFrame({"customer": days.customer, "day": days.day, "amount": days.amount})
    known = frame[frame["day"] <= 400].sort_values("day").groupby("customer")
    assert found.customer.tolist() == sorted(known.groups)
    for place, customer in enumerate(found.customer.tolist()):
        mine = known.get_group(customer)
        assert found.repeats[place] == len(mine) - 1
        assert found.first_day[place] == mine["day"].min()
        assert found.last_age[place] == mine["day"].max() - mine["day"].min()
        assert found.age[place] == 400 - mine["day"].min()
        assert found.repeat_amount[place] == pytest.approx(mine["amount"].iloc[1:].sum())
    later, amounts = purchases_of(found, mixed.between(400, 500))
    after = frame[(frame["day"] > 400) & (frame["day"] <= 500)]
    after = after[after["customer"].isin(found.customer)]
    assert later.sum() == len(after) > 0
    assert amounts.sum() == pytest.approx(after["amount"].sum())


def test_the_holdout_is_never_known_to_the_baselines() -> None:
    """Two customers; one bought twice in the ten days before the cut, the other long ago."""
    days = PurchaseDays(
        np.array([0, 0, 0, 1, 1]), np.array([95, 98, 105, 40, 103]), np.array([10.0, 20, 30, 5, 7])
    )
    held = compare_with_holdout(
        days, 100, 10, np.array([2.0, 0.5]), np.array([40.0, 1.0]), np.array([0.95, 0.3])
    )
    overall, *cohorts = held.purchases
    assert (overall.customer_count, overall.happened) == (2, 2)
    assert [(s.name, s.predicted, s.mean_absolute_error) for s in overall.scores] == [
        ("model", 2.5, 0.75),
        ("same as before", 2, 1),
        ("mean", 2, 0),
    ]
    assert [(c.cohort, c.customer_count) for c in cohorts] == [("1970-Q1", 1), ("1970-Q2", 1)]
    assert held.amounts.happened == 37
    assert [(b.customer_count, b.predicted, b.happened) for b in held.by_chance] == [
        (1, 0.3, 1.0),
        (1, 0.95, 1.0),
    ]
    assert (held.first_date, held.last_date) == ("1970-04-12", "1970-04-21")


def test_quarters() -> None:
    assert [quarter_of(day) for day in (0, 89, 90, 364, 365)] == [
        "1970-Q1",
        "1970-Q1",
        "1970-Q2",
        "1970-Q4",
        "1971-Q1",
    ]


# -- training


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[ValueTrained, Path]:
    pytest.importorskip("pymc_marketing")
    folder = tmp_path_factory.mktemp("trained")
    out = folder / "value_parameters.csv"
    purchases = Purchases(draw_buyers(11, 3000), 699, "abc")
    return train_on(settings_of(folder), purchases, out, quiet(), None), out


def test_training_finds_what_the_customers_were_drawn_from(
    trained: tuple[ValueTrained, Path],
) -> None:
    buying, spending = trained[0].report.models
    for name, value in BUYING.items():
        assert buying.parameters[name] == pytest.approx(value, rel=0.35), name
    for name, value in SPENDING.items():
        assert spending.parameters[name] == pytest.approx(value, rel=0.35), name
    assert buying.log_likelihood > log_likelihood(draw_buyers(11, 3000), 699, BUYING)
    found = log_likelihood(draw_buyers(11, 3000), 699, buying.parameters)
    assert buying.log_likelihood == pytest.approx(found, rel=1e-9)
    for name in BUYING:
        for factor in (0.98, 1.02):
            nearby = {**buying.parameters, name: buying.parameters[name] * factor}
            assert log_likelihood(draw_buyers(11, 3000), 699, nearby) < found


def log_likelihood(days: PurchaseDays, on: int, at: dict[str, float]) -> float:
    """Equation 6 of the literature, summed over customers, in plain Python."""
    from math import exp, lgamma, log

    histories = histories_on(days, on)
    r, alpha, a, b = (at[name] for name in ("r", "alpha", "a", "b"))
    total = 0.0
    for x, last, age in zip(
        histories.repeats.tolist(), histories.last_age.tolist(), histories.age.tolist(), strict=True
    ):
        shared = lgamma(r + x) - lgamma(r) + r * log(alpha)
        stays = lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
        alive = stays - (r + x) * log(alpha + age)
        if x == 0:
            total += shared + alive
            continue
        left = stays + log(a / (b + x - 1)) - (r + x) * log(alpha + last)
        top = max(alive, left)
        total += shared + top + log(exp(alive - top) + exp(left - top))
    return total


def test_the_model_beats_the_baselines_on_customers_as_it_supposes(
    trained: tuple[ValueTrained, Path],
) -> None:
    overall = trained[0].report.holdout.purchases[0]
    errors = {score.name: score.root_mean_squared_error for score in overall.scores}
    assert set(errors) == {"model", "same as before", "same as last year", "mean"}
    assert errors["model"] == min(errors.values())
    assert overall.scores[0].predicted == pytest.approx(overall.happened, rel=0.15)
    bands = trained[0].report.holdout.by_count
    assert sum(band.customer_count for band in bands) == overall.customer_count
    assert bands[-1].happened > 5 * bands[0].happened
    assert bands[-1].predicted == pytest.approx(bands[-1].happened, rel=0.25)


def test_what_is_written_is_sound_policy_and_says_where_it_is_from(
    trained: tuple[ValueTrained, Path], tmp_path: Path
) -> None:
    result, out = trained
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    policy = tmp_path / "policy"
    shutil.copytree(PROJECT / "seeds", policy)
    shutil.copy(out, policy)
    assert check_policy(policy) == []
    assert {row["data_hash"] for row in rows} == {"abc"}
    assert "pymc-marketing" in rows[0]["settings"]
    written = {row["parameter"]: float(row["value"]) for row in rows}
    assert written == {k: v for m in result.report.models for k, v in m.parameters.items()}
    data = json.loads(report_path(out).read_text(encoding="utf-8"))
    assert data["holdout"]["purchases"][0]["cohort"] == "all"
    assert data["models"][0]["log_likelihood"] == round(result.report.models[0].log_likelihood, 4)
    tables = {path.name for path in result.page.parent.iterdir()}
    assert tables == {"value.html", "cohorts.csv", "reliability.csv"}
    page = result.page.read_text(encoding="utf-8")
    assert page.count("<circle") == 10 + len(result.report.holdout.by_chance)


def test_the_report_fits_on_a_screen(trained: tuple[ValueTrained, Path]) -> None:
    page = io.StringIO()
    show_value_report(Console(file=page, width=100, no_color=True), trained[0].report)
    text = page.getvalue()
    assert "same as last year" in text and "log-likelihood" in text
    assert max(len(line) for line in text.splitlines()[4:]) <= 100


def test_too_few_customers_leave_what_ships_in_force(tmp_path: Path) -> None:
    pytest.importorskip("pymc_marketing")
    out = tmp_path / "value_parameters.csv"
    few = Purchases(draw_buyers(1, 60), 699, "abc")
    with pytest.raises(UserError, match=r"too few to learn from.* that ship stay in force"):
        train_on(settings_of(tmp_path), few, out, quiet(), None)
    assert list(tmp_path.iterdir()) == []


def test_amounts_that_say_nothing_keep_what_ships(tmp_path: Path) -> None:
    """Everything was free: how often people buy can be learned, and nothing of what they spend."""
    pytest.importorskip("pymc_marketing")
    out = tmp_path / "value_parameters.csv"
    days = draw_buyers(2, 800)
    free = Purchases(PurchaseDays(days.customer, days.day, days.amount * 0), 699, "abc")
    result = train_on(settings_of(tmp_path), free, out, quiet(), 60)
    assert [model.name for model in result.report.models] == ["bg_nbd"]
    assert "ship stay in force" in result.report.kept[0]
    with out.open(encoding="utf-8") as stream:
        assert {row["model"] for row in csv.DictReader(stream)} == {"bg_nbd"}


def test_more_holdout_than_there_are_days(tmp_path: Path) -> None:
    pytest.importorskip("pymc_marketing")
    days = Purchases(draw_buyers(2, 200), 699, "abc")
    with pytest.raises(UserError, match="9999 holdout days do not fit"):
        train_on(settings_of(tmp_path), days, tmp_path / "out.csv", quiet(), 9999)


def test_a_warehouse_without_purchase_days(bench: Bench) -> None:
    with pytest.raises(UserError, match="run `batuta run` first"):
        read_purchases(bench.connection)


def test_no_folder_to_write_to(tmp_path: Path) -> None:
    pytest.importorskip("pymc_marketing")
    with pytest.raises(UserError, match="is no folder"):
        train_value(settings_of(tmp_path), tmp_path / "none/out.csv", quiet(), from_raw=False)
