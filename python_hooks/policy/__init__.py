"""The policy files a marketer edits: checked before anything runs, and made whole for dbt."""

from python_hooks.policy.check import check_policy
from python_hooks.policy.complete import complete_policy
from python_hooks.policy.finding import Finding
from python_hooks.policy.require import require_sound_policy

__all__ = ["Finding", "check_policy", "complete_policy", "require_sound_policy"]
