"""Holds frames against a suite, by Great Expectations."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from threading import Thread
from typing import Any

import pandas as pd

from python_hooks.quality.expectations import Expectation, Finding, Frame, Suite


def preload() -> None:
    """Begin to load Great Expectations beside other work; it takes seconds."""
    Thread(target=_load, daemon=True).start()


class Judge:
    """An ephemeral context of Great Expectations. Loading it takes seconds, so one serves all."""

    def __init__(self) -> None:
        """Load Great Expectations, if `preload` has not."""
        _load()
        import great_expectations as gx
        import great_expectations.expectations as gxe
        from great_expectations.data_context.types.base import ProgressBarsConfig

        self._gx = gx
        self._gxe = gxe
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._source = context.data_sources.add_pandas("landing")

    def judge(self, suite: Suite, frames: Mapping[Frame, pd.DataFrame]) -> list[Finding]:
        """What was found for each of the suite's expectations."""
        findings = []
        for frame, data in frames.items():
            expectations = [e for e in suite.expectations if e.frame is frame]
            results = self._validate(f"{suite.table}/{frame}", expectations, data)
            findings += [
                Finding(suite.table, expectation, bool(result.success), observed)
                for expectation, result in zip(expectations, results, strict=True)
                for observed in [_observed(expectation, result.result, data)]
            ]
        return findings

    def _validate(self, name: str, expectations: list[Expectation], data: pd.DataFrame) -> Any:
        asset = self._source.add_dataframe_asset(name)
        definition = asset.add_batch_definition_whole_dataframe("all")
        suite = self._gx.ExpectationSuite(name)
        for number, expectation in enumerate(expectations):
            translated = self._translate(expectation)
            translated.meta = {"number": number}
            suite.add_expectation(translated)
        batch = definition.get_batch({"dataframe": data})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            results = batch.validate(suite, result_format="BASIC").results
        return sorted(results, key=lambda r: r.expectation_config.meta["number"])

    def _translate(self, expectation: Expectation) -> Any:
        severity = "critical" if expectation.is_critical else "warning"
        if expectation.pattern:
            return self._gxe.ExpectColumnValuesToMatchRegex(
                column=expectation.column,
                regex=expectation.pattern,
                mostly=expectation.share,
                severity=severity,
            )
        return self._gxe.ExpectColumnValuesToBeBetween(
            column=expectation.column,
            min_value=expectation.minimum,
            max_value=expectation.maximum,
            mostly=expectation.share,
            severity=severity,
        )


def _load() -> None:
    # It must be set before the first import; nothing leaves this machine.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations  # noqa: F401


def _observed(
    expectation: Expectation, result: Mapping[str, Any], data: pd.DataFrame
) -> float | None:
    if expectation.frame is Frame.MEASURES:
        figure = data[expectation.column].iloc[0]
        return None if pd.isna(figure) else float(figure)
    percent = result.get("unexpected_percent_nonmissing")
    return None if percent is None else 1.0 - float(percent) / 100.0
