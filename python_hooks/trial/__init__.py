"""Trials: days decided in a copy of the warehouse that is never put in its place."""

from python_hooks.trial.trial import Trial, open_trial

__all__ = ["Trial", "open_trial"]
