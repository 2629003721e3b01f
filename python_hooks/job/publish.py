"""Publication of what was built, as a step of its own."""

from __future__ import annotations

import os

from python_hooks.errors import UserError
from python_hooks.job.dbt_process import run_dbt
from python_hooks.job.warehouse_copy import building_warehouse
from python_hooks.landing.dbt_plugin import LANDED
from python_hooks.progress import Steps
from python_hooks.settings import Settings
from python_hooks.warehouse import open_warehouse


def publish_built(settings: Settings, steps: Steps) -> list[str]:
    """Reserve the contacts of the built decisions; return what dbt said of it."""
    with open_warehouse(settings) as warehouse:
        rows = warehouse.execute(
            """
            select cast(as_of as varchar), arbitration_mode
            from delivery.int_publications_prepared
            """
        ).fetchall()
    if not rows:
        raise UserError("nothing to publish: no day has been decided yet; run `batuta run` first")
    as_of, mode = rows[0]
    with building_warehouse(settings) as copy, steps.step("publishing"):
        os.environ |= {
            "BATUTA_HOME": str(settings.home),
            "BATUTA_POLICY": str(settings.policy),
            "BATUTA_WAREHOUSE": str(copy),
            LANDED: "1",
        }
        variables = {"as_of": as_of, "arbitration_mode": mode}
        outcome = run_dbt(settings, ["run-operation", "publish"], variables)
    return list(outcome.said)
