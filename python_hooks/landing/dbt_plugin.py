"""Lands the raw files when dbt opens DuckDB, so that plain `dbt build` needs no other step."""

from __future__ import annotations

import os
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.events.logging import AdapterLogger
from dbt_common.exceptions import DbtRuntimeError

from python_hooks.errors import UserError
from python_hooks.landing.land import land
from python_hooks.settings import Settings

# `batuta run` sets it to 1: it lands the files itself, before dbt starts.
LANDED = "BATUTA_LANDED"

logger = AdapterLogger("DuckDB")


class Plugin(BasePlugin):  # type: ignore[misc]
    """Runs the landing once per dbt process, before the first model."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Land the files of `BATUTA_RAW`, unless `batuta run` has already done it."""
        if os.environ.get(LANDED) == "1":
            return
        try:
            report = land(Settings.from_env(), logger.info, may_be_empty=True)
        except UserError as error:
            raise DbtRuntimeError(str(error)) from error
        for warning in report.warnings:
            logger.warning(warning)
