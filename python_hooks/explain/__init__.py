"""Why a customer got something on a day, or did not: read from the tables, told to people."""

from python_hooks.explain.as_json import as_json
from python_hooks.explain.show import show_story
from python_hooks.explain.story import explain_decision

__all__ = ["as_json", "explain_decision", "show_story"]
