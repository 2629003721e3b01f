"""A kind of trial is made by one process at a time: its place has one name."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from python_hooks.errors import UserError
from python_hooks.settings import Settings


@contextmanager
def only_one(settings: Settings, kind: str) -> Iterator[None]:
    """Hold the lock of this kind; the operating system lets go of it with the process."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / f"{kind}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UserError(
                f"another {kind} is at work in {settings.home}; wait until it has ended,"
                " or set BATUTA_HOME to another folder"
            ) from error
        yield
