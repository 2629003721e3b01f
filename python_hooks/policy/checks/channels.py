"""Channels that can never be used."""

from __future__ import annotations

from collections.abc import Iterator

from python_hooks.policy.finding import Finding
from python_hooks.policy.table import Policy
from python_hooks.policy.values import as_time


def check_channels(policy: Policy) -> Iterator[Finding]:
    """Check sending windows, and that at least one channel is open."""
    channels = policy["channels.csv"]
    for channel in channels:
        opens, closes = channel["send_from"], channel["send_until"]
        if bool(opens) != bool(closes):
            column = "send_until" if opens else "send_from"
            hint = "fill both, or neither for any hour"
            yield channel.finding(column, "only one end of the sending window is set", hint)
        elif as_time(opens) and as_time(closes) and closes == opens:
            message = f"the sending window is empty: it opens and closes at {opens}"
            yield channel.finding("send_until", message, "leave both empty for any hour")
        elif as_time(opens) and as_time(closes) and closes < opens:
            message = f"the sending window closes ({closes}) before it opens ({opens})"
            yield channel.finding("send_until", message)
    if channels and not any(channel["status"] == "open" for channel in channels):
        yield channels[0].warning("status", "no channel is open, so nothing is sent")
