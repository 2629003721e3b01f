"""Room for a company: an empty folder, or one that held an earlier demo and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from python_hooks.errors import UserError

MARKER: Final = "made_by_batuta_demo.txt"
OURS: Final = re.compile(
    r"(crm|interactions|klaviyo|pos|segment|shopify|zendesk)/\w+"
    r"(/(part|redelivery|by-hand)-\d+|/\d{4}-\d\d-\d\d)?\.(parquet|csv|ndjson)"
)


def make_room(raw: Path, truth: Path) -> None:
    """Take an earlier demo away; refuse to touch files that no demo wrote."""
    if raw.is_file() or truth.is_file():
        raise UserError(
            f"{raw if raw.is_file() else truth} is a file; the demo needs a folder there"
        )
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    foreign = [path for path in files if not OURS.fullmatch(path.relative_to(raw).as_posix())]
    if foreign or (files and not (truth / MARKER).exists()):
        found = (foreign or files)[0]
        raise UserError(
            f"{raw} is not empty and not an earlier demo (it holds {found.relative_to(raw)}); "
            "choose another folder with --out, or empty it first"
        )
    for path in files:
        path.unlink()
    for folder in sorted((path for path in raw.rglob("*") if path.is_dir()), reverse=True):
        folder.rmdir()
    raw.mkdir(parents=True, exist_ok=True)
    truth.mkdir(parents=True, exist_ok=True)
    for path in truth.glob("*"):
        if path.suffix in (".parquet", ".json") and path.is_file():
            path.unlink()
    (truth / MARKER).write_text(
        f"The truth about the made-up company in {raw.name}; for tests only.\n"
        "Made again, both are replaced.\n",
        encoding="utf-8",
    )
