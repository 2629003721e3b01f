"""The landing as a whole: the next one is made beside the present one, then takes its place.

`landing` is a link to a folder under `landings/`. Renaming a new link over it is one step of
the file system: a reader, and whoever finds the place after a kill, sees the old landing or
the new one, never a part of either.
"""

from __future__ import annotations

import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.only_one import only_one
from python_hooks.settings import Settings


def only_one_landing(settings: Settings) -> AbstractContextManager[None]:
    """The landing's lock."""
    return only_one(settings, "landing", "another run is landing files")


def start_generation(settings: Settings) -> Path:
    """An empty folder for the next landing; what killed ones left behind is removed."""
    generations = settings.home / "landings"
    present = _present(settings)
    numbers = [0]
    for folder in generations.glob("*"):
        if folder == present:
            numbers.append(int(folder.name))
        else:
            shutil.rmtree(folder)
    target = generations / f"{max(numbers) + 1:06d}"
    target.mkdir(parents=True)
    return target


def finish_generation(settings: Settings, generation: Path) -> None:
    """Put the new landing in the place of the present one."""
    present = _present(settings)
    link = settings.home / "landing.next"
    link.unlink(missing_ok=True)
    link.symlink_to(generation.relative_to(settings.home), target_is_directory=True)
    os.replace(link, settings.landing)
    if present is not None:
        shutil.rmtree(present)


def drop_generation(generation: Path) -> None:
    """Remove a landing that came to nothing."""
    shutil.rmtree(generation, ignore_errors=True)


def _present(settings: Settings) -> Path | None:
    if settings.landing.is_symlink():
        return settings.home / os.readlink(settings.landing)
    if settings.landing.exists():
        raise UserError(f"{settings.landing} is not batuta's; move it out of the way")
    return None
