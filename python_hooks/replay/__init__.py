"""Replays: a past day decided again from what was known then, and held against what was decided."""

from python_hooks.replay.replay import Replay, replay_day
from python_hooks.replay.show import show_replay

__all__ = ["Replay", "replay_day", "show_replay"]
