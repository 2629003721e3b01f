"""`batuta compare`: two policies, or one in two modes, over the same days; nothing is held."""

from python_hooks.compare.request import CompareRequest
from python_hooks.compare.run import run_compare
from python_hooks.compare.screen import show_comparison

__all__ = ["CompareRequest", "run_compare", "show_comparison"]
