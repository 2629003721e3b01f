"""The policy of then: its files as a publication kept them, laid out for dbt."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import duckdb

from python_hooks.errors import UserError
from python_hooks.policy import complete_policy
from python_hooks.policy.files import SHAPES
from python_hooks.replay.decided import DecidedDay
from python_hooks.settings import Settings

# What the project needs to be parsed and built.
PROJECT_PARTS = ("dbt_project.yml", "profiles.yml", "models", "macros", "tests/generic")

# dbt gives a larger file the fingerprint of its path.
LARGEST_READ = 1024 * 1024


def read_policy_kept(warehouse: duckdb.DuckDBPyConnection, decided: DecidedDay) -> dict[str, str]:
    """File and text of the policy that decided the day, or `UserError` where it was not kept."""
    version = decided.policy_version
    is_kept = warehouse.execute(
        "select 1 from duckdb_tables() where schema_name = 'state' and table_name = 'policy_files'"
    ).fetchall()
    rows = (
        is_kept
        and warehouse.execute(
            """
        select policy_file, content from state.policy_files
        where policy_version = ?
        order by policy_file
        """,
            [version],
        ).fetchall()
    )
    if not rows:
        raise UserError(
            f"{decided.day} was decided by policy {version}, whose files were not kept:"
            " no run that published by it kept policies yet"
        )
    return {file: content for file, content in rows}


def added_files(kept: Mapping[str, str]) -> tuple[str, ...]:
    """The policy files of this batuta that did not exist then."""
    return tuple(sorted(SHAPES.keys() - kept.keys()))


def keeps_version(kept: Mapping[str, str]) -> bool:
    """Whether laying out the files makes the version they had."""
    too_large = any(len(content.encode()) > LARGEST_READ for content in kept.values())
    return not too_large and not added_files(kept)


def write_policy(kept: Mapping[str, str], settings: Settings, target: Path) -> None:
    """Write the files word for word; one that did not exist then gets its header only."""
    target.mkdir(parents=True)
    for file, content in kept.items():
        if not _is_of_project(settings, file):
            _write(target / file, content)
    for file in added_files(kept):
        _write(target / file, ",".join(SHAPES[file].column_names) + "\n")


def changed_parameters(kept: Mapping[str, str], settings: Settings) -> tuple[str, ...]:
    """The parameter tables that lie in the project itself and say something else by now."""
    return tuple(
        file
        for file, content in kept.items()
        if _is_of_project(settings, file)
        and content.strip() != _text(settings.project / "models" / file)
    )


def copy_project(kept: Mapping[str, str], settings: Settings, target: Path) -> None:
    """The project with its parameter tables as they were."""
    for part in PROJECT_PARTS:
        source = settings.project / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            _write(target / part, source.read_text(encoding="utf-8"))
    for file in changed_parameters(kept, settings):
        _write(target / "models" / file, kept[file])


def changed_files(kept: Mapping[str, str], settings: Settings) -> tuple[str, ...]:
    """The files of the policy that say something else now than then."""
    with tempfile.TemporaryDirectory() as folder:
        composed = Path(folder)
        try:
            complete_policy(settings.policy, composed)
        except UserError:
            composed = settings.policy
        changed = {
            file
            for file in kept.keys() | SHAPES.keys()
            if not _is_of_project(settings, file)
            and kept.get(file, "").strip()
            not in (_text(composed / file), _text(settings.policy / file))
        }
    return tuple(sorted(changed | set(changed_parameters(kept, settings))))


def _is_of_project(settings: Settings, file: str) -> bool:
    """Whether it is a parameter table beside the models, not a file a marketer edits."""
    return "/" in file and file not in SHAPES and (settings.project / "models" / file).exists()


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace").strip() if path.exists() else ""


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # As it is, with the line ends it has: its fingerprint is its version.
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(content)
