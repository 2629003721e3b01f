"""The vars of dbt_project.yml, for the steps that run before dbt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_project_vars(project: Path) -> dict[str, Any]:
    """The `vars:` block of the dbt project as it is written there."""
    text = (project / "dbt_project.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text)["vars"])
