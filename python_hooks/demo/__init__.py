"""The demo company: believable raw data of all seven sources, with the truth beside it."""

from python_hooks.demo.company import UNTIL, CompanySummary, make_company

__all__ = ["UNTIL", "CompanySummary", "make_company"]
