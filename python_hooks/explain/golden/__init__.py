"""Who a customer is, and why each field says what it says: for a person to read."""

from python_hooks.explain.golden.as_json import as_json
from python_hooks.explain.golden.show import show_customer
from python_hooks.explain.golden.story import explain_customer

__all__ = ["as_json", "explain_customer", "show_customer"]
