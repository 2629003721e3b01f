"""Splink by itself on the same records: its own comparisons, blocking and training."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from python_hooks.errors import UserError
from python_hooks.train.splink_model import RANDOM_PAIRS, SEED

THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99)
LEAST_PROBABILITY = 0.01


def splink_groups(records: pa.Table) -> Mapping[float, Mapping[int, object]]:
    """Per threshold the group of each record, by its record_rank.

    records  record_rank, first_name, last_name, full_name, birth_date (ISO text), street, city,
             postal_code, email, phone, customer_number and account_id, null where unknown
    Names are folded and short forms written out as batuta has them, which helps Splink too.
    Raises `UserError` where Splink finds nothing to learn from.
    """
    from splink.internals.exceptions import EMTrainingException, SplinkException

    connection = duckdb.connect()
    connection.register("given", records)
    connection.execute("create table people as from given")
    known = {
        name for name in records.column_names if records.column(name).null_count < len(records)
    }
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            linker = _linker(connection, known)
            _train(linker, known)
            scored = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
            return {threshold: _groups(linker, scored, threshold) for threshold in THRESHOLDS}
    except (SplinkException, EMTrainingException, ValueError) as error:
        raise UserError(
            f"Splink's own model failed: {' '.join(str(error).split())[:300]}"
        ) from error


def _groups(linker: Any, scored: Any, threshold: float) -> Mapping[int, object]:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        scored, threshold_match_probability=threshold
    ).as_pandas_dataframe()
    return {
        int(record): group
        for record, group in zip(found["record_rank"], found["cluster_id"], strict=True)
    }


def _linker(connection: duckdb.DuckDBPyConnection, known: set[str]) -> Any:
    import splink.comparison_library as library
    from splink import DuckDBAPI, Linker, SettingsCreator

    comparisons: dict[str, Any] = {
        "first_name": library.ForenameSurnameComparison(
            "first_name", "last_name", forename_surname_concat_col_name="full_name"
        ),
        "birth_date": library.DateOfBirthComparison("birth_date", input_is_string=True),
        "email": library.EmailComparison("email"),
        "street": library.JaroWinklerAtThresholds("street", [0.95, 0.85]),
        # PostcodeComparison knows British codes only.
        "postal_code": library.LevenshteinAtThresholds("postal_code", [1, 2]),
        "city": library.JaroWinklerAtThresholds("city", [0.9, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "phone": library.LevenshteinAtThresholds("phone", [1, 2]),
        "customer_number": library.ExactMatch("customer_number"),
        "account_id": library.ExactMatch("account_id"),
    }
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[made for name, made in comparisons.items() if name in known],
        unique_id_column_name="record_rank",
        blocking_rules_to_generate_predictions=[
            _block(columns)
            for columns in (
                ("first_name", "last_name"),
                ("birth_date",),
                ("email",),
                ("phone",),
                ("customer_number",),
                ("account_id",),
                ("street",),
                ("postal_code", "first_name"),
                ("postal_code", "last_name"),
                ("city", "first_name"),
                ("city", "last_name"),
                ("substr(first_name, 1, 2)", "substr(last_name, 1, 3)", "substr(birth_date, 1, 4)"),
            )
            if _is_known(columns, known)
        ],
    )
    return Linker(DuckDBAPI(connection).register("people"), settings, log_level=50)


def _train(linker: Any, known: set[str]) -> None:
    certain = [
        columns
        for columns in (
            ("first_name", "last_name", "birth_date"),
            ("first_name", "birth_date", "postal_code"),
            ("email",),
            ("customer_number",),
            ("account_id",),
        )
        if _is_known(columns, known)
    ]
    linker.training.estimate_probability_two_random_records_match(
        [_block(columns) for columns in certain], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(
        max_pairs=RANDOM_PAIRS, seed=SEED, min_count_per_level=None
    )
    for columns in (("birth_date",), ("first_name", "last_name"), ("email",)):
        if _is_known(columns, known):
            linker.training.estimate_parameters_using_expectation_maximisation(_block(columns))


def _block(columns: Sequence[str]) -> Any:
    from splink import block_on

    return block_on(*columns)


def _is_known(columns: Sequence[str], known: set[str]) -> bool:
    return all(column.removeprefix("substr(").split(",")[0] in known for column in columns)
