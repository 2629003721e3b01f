"""Checks the files that arrived, before anything is built from them.

dbt tests say what the models promise; these expectations say what raw files look like:
volumes against the last run, filled keys, formats, ranges, freshness.
"""

from python_hooks.quality.door import DoorVerdict, check_door
from python_hooks.quality.judge import preload

__all__ = ["DoorVerdict", "check_door", "preload"]
