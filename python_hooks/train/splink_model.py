"""The one place that knows Splink: how often levels are seen, learned without labels."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from python_hooks.errors import UserError
from python_hooks.train.levels import Compared
from python_hooks.train.weights import Weight

RANDOM_PAIRS = 1_000_000
SEED = 1
# Names, dates and streets are shared by some and not by others; of the rest the average does.
WEIGHED_BY_TERM = ("first_name", "last_name", "birth_date", "street")
# What else agrees is learned among pairs that agree on these; each is learned where another
# brought the pair together. Not those of one address: families live there.
BROUGHT_TOGETHER_BY = (
    ("birth_date",),
    ("first_name_key", "last_name_key"),
)
# Who agrees on all of these is one person; they tell about how many there are to be found.
SURELY_ONE = (
    ("first_name_key", "last_name_key", "birth_date"),
    ("first_name_key", "last_name_key", "street_key"),
    ("first_name_key", "birth_date", "city_key"),
)
EXPECTED_RECALL = 0.7
OF_TWO_PEOPLE = "l.person_rank <> r.person_rank"
INSTALL = ".venv/bin/python -m uv sync --frozen --inexact --group train"


def require_splink() -> None:
    """Raise `UserError` with the command that installs Splink, where it is not there."""
    if not has_splink():
        raise UserError(f"this needs Splink; install it with: {INSTALL}")


def has_splink() -> bool:
    """Whether the dependency group `train` is installed."""
    from importlib.util import find_spec

    return find_spec("splink") is not None


def settings_text() -> str:
    """How the weights are trained, in a line, for the file."""
    import splink

    rules = " and ".join("+".join(rule) for rule in BROUGHT_TOGETHER_BY)
    return (
        f"splink {splink.__version__}; u: {RANDOM_PAIRS} random pairs (seed {SEED});"
        f" m: EM on {rules}; prior: expected matches of the compared pairs"
    )


def estimate(descriptions: pa.Table, comparisons: Sequence[Compared]) -> tuple[list[Weight], float]:
    """Weights of every level of the comparisons, and about which share of all pairs is one person.

    descriptions  rows of int_identity_descriptions
    comparisons   those in which at least some descriptions say something
    Raises `UserError` where the data hold too few likely pairs to learn from.
    """
    from splink.internals.exceptions import EMTrainingException, SplinkException

    connection = duckdb.connect()
    connection.register("given", descriptions)
    connection.execute("create table described as from given")
    # Of a person with several descriptions one is drawn from, or random pairs would be its own.
    connection.execute(
        "create table persons as from described qualify"
        " row_number() over (partition by person_rank order by record_rank) = 1"
    )
    quiet = io.StringIO()
    try:
        with contextlib.redirect_stdout(quiet):
            random_pairs = _linker(connection, "persons", comparisons)
            random_pairs.training.estimate_u_using_random_sampling(
                max_pairs=RANDOM_PAIRS, seed=SEED, min_count_per_level=None
            )
            u = {key: row["u"] for key, row in _trained(random_pairs).items()}
            linker = _linker(connection, "described", comparisons, u)
            linker.training.estimate_probability_two_random_records_match(
                [_rule(columns) for columns in SURELY_ONE], recall=EXPECTED_RECALL
            )
            for columns in BROUGHT_TOGETHER_BY:
                linker.training.estimate_parameters_using_expectation_maximisation(_rule(columns))
    except (SplinkException, EMTrainingException, ValueError) as error:
        raise UserError(
            "the data hold too few people who look like one another to learn from;"
            f" Splink says: {' '.join(str(error).split())[:200]}"
        ) from error
    weights = [
        Weight(name, level, row["m"] or 0.0, u[name, level] or 0.0, row["term"])
        for (name, level), row in _trained(linker).items()
    ]
    share = float(linker.misc.save_model_to_json()["probability_two_random_records_match"])
    return weights, share


def _rule(columns: Sequence[str]) -> str:
    return " and ".join([*(f"l.{column} = r.{column}" for column in columns), OF_TWO_PEOPLE])


def _linker(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    comparisons: Sequence[Compared],
    u: Mapping[tuple[str, str], float | None] | None = None,
) -> Any:
    import splink.comparison_level_library as levels
    import splink.comparison_library as library
    from splink import DuckDBAPI, Linker, SettingsCreator

    def level(compared: Compared, name: str, made: Any) -> Any:
        known: dict[str, Any] = {"label_for_charts": name}
        if u is not None:
            known["u_probability"] = u[compared.name, name] or 1e-9
        if name == "same" and compared.name in WEIGHED_BY_TERM:
            known["tf_adjustment_column"] = compared.term
        return made.configure(**known)

    made = [
        library.CustomComparison(
            [
                levels.CustomLevel(f"not ({each.known})").configure(is_null_level=True),
                *(
                    level(each, name, levels.CustomLevel(condition))
                    for name, condition in each.levels.items()
                ),
                level(each, "other", levels.ElseLevel()),
            ],
            output_column_name=each.name,
        )
        for each in comparisons
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=made,
        unique_id_column_name="record_rank",
        additional_columns_to_retain=["person_rank"],
        blocking_rules_to_generate_predictions=[],
    )
    return Linker(DuckDBAPI(connection).register(table), settings, log_level=50)


def _trained(linker: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (comparison["output_column_name"], level["label_for_charts"]): {
            "m": level.get("m_probability"),
            "u": level.get("u_probability"),
            "term": bool(level.get("tf_adjustment_column")),
        }
        for comparison in linker.misc.save_model_to_json()["comparisons"]
        for level in comparison["comparison_levels"]
        if not level.get("is_null_level")
    }
