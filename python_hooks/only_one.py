"""Locks between processes of one home."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from python_hooks.errors import UserError
from python_hooks.settings import Settings


@contextmanager
def only_one(settings: Settings, name: str, other: str) -> Iterator[None]:
    """Hold the lock of a name; the operating system lets go of it with the process.

    other  what the process that holds it is doing, in words: "another run is at work"
    Raises `UserError` where another process holds it.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UserError(
                f"{other} in {settings.home}; wait until it has ended,"
                " or set BATUTA_HOME to another folder"
            ) from error
        yield
